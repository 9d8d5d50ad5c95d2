-- Drives Neovim's own LSP client against the server and writes what it saw as JSON. Started by neovim.test.ts:
-- nvim --headless --clean -l is too new for Debian's Neovim, so: nvim --headless --clean -S neovim.lua FILE
local node, server, result_file = vim.env.TWIN_NODE, vim.env.TWIN_SERVER, vim.env.TWIN_RESULT
local seen = {}

local function finish(failure)
  seen.failure = failure
  local file = assert(io.open(result_file, 'w'))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qall!')
end

local function run()
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = 'twin'
  local client = vim.lsp.start_client({
    name = 'twin',
    cmd = { node, server, '--stdio' },
    root_dir = vim.fn.getcwd(),
    workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = 'test' } },
  })
  assert(client, 'the client did not start')
  vim.lsp.buf_attach_client(buffer, client)
  seen.attached = vim.wait(10000, function()
    return vim.lsp.buf_is_attached(buffer, client) and vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized == true
  end, 20)

  vim.wait(10000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
  seen.diagnostics = vim.tbl_map(function(one) return { message = one.message, line = one.lnum } end, vim.diagnostic.get(buffer))

  local function at(text)
    for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local column = line:find(text, 1, true)
      if column then
        vim.api.nvim_win_set_cursor(0, { number, column - 1 })
        return
      end
    end
    error(text .. ' is not in the buffer')
  end
  local function ask(method, extra)
    local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), extra or {})
    local answers = assert(vim.lsp.buf_request_sync(buffer, method, params, 10000), method .. ' was not answered')
    for _, answer in pairs(answers) do
      assert(not answer.error, vim.inspect(answer.error))
      return answer.result
    end
  end

  at('hot ')
  seen.hover = ask('textDocument/hover').contents.value
  at('count')
  local list = ask('textDocument/completion')
  seen.completion = vim.tbl_map(function(item) return item.label end, list.items)

  at('motion {')
  vim.lsp.buf.rename('sensors')
  vim.wait(10000, function() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n'):find('has sensors') ~= nil end, 20)
  seen.renamed = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')

  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = 10000 })
  else
    vim.lsp.buf.formatting_sync({}, 10000)
  end
  seen.formatted = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

local ok, failure = pcall(run)
finish(ok and vim.NIL or tostring(failure))
