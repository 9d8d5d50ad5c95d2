/**
 * `npm run views [-- --port N] [--pictures] [--fixtures FOLDER]`: builds the webviews and serves each in a page of its own, with recorded answers of the engine,
 * in VS Code's themes, in English and German. `--record` makes the recordings anew (webviews/fixtures), `--pictures` writes docs/images/panels, instead of serving.
 */
import { parseArgs } from 'node:util';
import { takePictures } from './views/pictures.ts';
import { serveViews } from './views/server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4711' },
    pictures: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    fixtures: { type: 'string', default: 'webviews/fixtures' },
    /** Only pictures whose name contains this. */
    only: { type: 'string', default: '' },
    /** Where pictures go. */
    to: { type: 'string', default: 'docs/images/panels' },
  },
});

if (values.record) {
  const { recordFixtures } = await import('./views/record.ts');
  const server = await serveViews();
  try {
    await recordFixtures(server, { only: values.only, tell: (line) => console.log(line) });
  } finally {
    await server.close();
  }
} else if (values.pictures) {
  const server = await serveViews({ fixtures: values.fixtures });
  try {
    await takePictures(server, { folder: values.to, fixtures: values.fixtures, only: values.only, tell: (line) => console.log(line) });
  } finally {
    await server.close();
  }
} else {
  const server = await serveViews({ port: Number(values.port), fixtures: values.fixtures });
  console.log(`Views: ${server.origin}/ (Ctrl+C ends)`);
}
