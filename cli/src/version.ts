/** The version of the package, taken from its manifest when the bundle is built. */
import manifest from '../package.json' with { type: 'json' };

export const VERSION = manifest.version;
