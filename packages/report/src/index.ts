/** Analysis → one self-contained HTML page that can be printed and passed on. No I/O, no clock. */
export type { Chapter } from './chapter.ts';
export { reportPage, reportTitle, type ReportInput } from './page.ts';
export { wordsOf, type Language } from './words.ts';
