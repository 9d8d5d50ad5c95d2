/**
 * The tools of an assistant: their names, what a model is told of them, and what they take. The extension's manifest repeats it for language
 * models in the editor (a test compares them), `twin mcp` sends it. How a question is answered stands in analysis.
 */

/** Figures come from the engine alone. */
export const TOOLS = ['twin_cost', 'twin_compare', 'twin_explain', 'twin_optimize'] as const;
export type Tool = (typeof TOOLS)[number];

interface TextInput {
  readonly type: 'string';
  readonly description: string;
  readonly enum?: readonly string[];
}

export interface ToolDescription {
  /** For people. */
  readonly title: string;
  /** For the model. */
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly properties: Readonly<Record<string, TextInput>> };
}

const SHARED = {
  text: { type: 'string', description: 'A text in the .twin language to cost as it stands, instead of a file.' },
  twin: { type: 'string', description: 'Name of the twin; left out: the first of the file.' },
  scenario: { type: 'string', description: 'Name of a scenario of the twin; left out: as written.' },
} as const satisfies Record<string, TextInput>;

const FILE_OR_TEXT = 'Pass the file, or the text itself to try a change before it is made.';

function tool(title: string, description: string, more: Readonly<Record<string, TextInput>> = {}): ToolDescription {
  const file: TextInput = {
    type: 'string',
    description: 'Path of a .twin file, absolute or relative to the folder that is open. Left out: the active file, or the only one.',
  };
  return {
    title,
    description: `${description} ${FILE_OR_TEXT}`,
    inputSchema: { type: 'object', properties: { file, ...SHARED, ...more } },
  };
}

export const TOOL_DESCRIPTIONS: Readonly<Record<Tool, ToolDescription>> = {
  twin_cost: tool(
    'Cost of a Twin',
    'What a digital twin written in the .twin language costs per month on AWS, Azure and Google Cloud: the total as written, each layer slot with its cloud and amount, budgets and problems. Call this for every question about the cost of a .twin file; never estimate a figure.',
  ),
  twin_compare: tool(
    'Compare Clouds for a Twin',
    'Compares a .twin file: every layer slot on every cloud with what moving it would change, each cloud alone, and the scenarios side by side.',
  ),
  twin_explain: tool(
    'Explain the Cost of a Twin',
    'The whole trace of the cost of a .twin file, or of one slot: every line with quantity, rate, formula and the source of the price. Call this to tell why something costs what it costs.',
    {
      slot: {
        type: 'string',
        enum: ['L1', 'L2', 'L3', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'],
        description: 'Only this slot.',
      },
    },
  ),
  twin_optimize: tool(
    'Cheapest Placements of a Twin',
    'The cheapest placements of the layers of a .twin file over the clouds, ranked, under the rules of the file, with their totals; and what freeing the slots that the file fixes would save.',
  ),
};
