import { html, type TemplateResult } from 'lit';
import { View } from '../shared/index.ts';
class ComparisonView extends View {
  protected restore(): void { return; }
  protected load(): void { return; }
  protected content(): TemplateResult { return html``; }
}
customElements.define('twin-comparison', ComparisonView);
