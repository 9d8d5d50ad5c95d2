/**
 * Leaves out of the bundles what the clouds' SDKs carry and nothing here runs: Google's gRPC (its REST transport is used) and the own transport of Azure's
 * old SDK (RateCard speaks through the house's network layer), which would also warn of a deprecated module.
 */
import path from 'node:path';
import type { Plugin } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Whole modules that ms-rest-js asks for and that are never called. */
const UNUSED = /^(?:node-fetch|form-data|tunnel|xml2js)$/;
const REST_ONLY = "module.exports = { fallback: require('google-gax/fallback'), loggingUtils: require('google-logging-utils') };";

export const sdkParts: Plugin = {
  name: 'parts of SDKs',
  setup(build) {
    build.onResolve({ filter: UNUSED }, ({ path: name, importer }) =>
      importer.includes('/@azure/ms-rest-js/') || importer.includes('\\@azure\\ms-rest-js\\') ? { path: name, namespace: 'unused' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    build.onResolve({ filter: /^google-gax$/ }, ({ importer }) =>
      /[\\/]@google-cloud[\\/]billing[\\/]/.test(importer) ? { path: 'google-gax', namespace: 'rest-only' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'rest-only' }, () => ({ contents: REST_ONLY, resolveDir: ROOT }));
  },
};
