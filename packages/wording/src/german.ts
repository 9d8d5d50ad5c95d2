/** German for everything that the engine says on a screen. */
import { FIGURES } from './german-figures.ts';
import { PROBLEMS } from './german-problems.ts';
import { createTranslator, type Translator } from './translate.ts';

/** What is said of a file's problems, and of figures, lines and reasons. */
export const german: Translator = createTranslator({ ...PROBLEMS, ...FIGURES }, ',');
