/** What the engine says in English → the same in the reader's language. */
export { german } from './german.ts';
export { createTranslator, type Catalogue, type Translator } from './translate.ts';
