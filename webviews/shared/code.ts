/** Texts of the engine name code between backticks; on screen it is code. */
import { html, type TemplateResult } from 'lit';

export function withCode(text: string): readonly (string | TemplateResult)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
