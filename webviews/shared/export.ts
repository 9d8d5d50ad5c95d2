/** Charts as files: SVG in the colours of the theme, and PNG by the browser's own canvas. Where the file goes is the host's matter. */
import { PAINTS, toSvg, type Chart, type Palette, type Paint } from '@twin2multicloud/charts';

/** The colours that the theme gives to the charts' paints now, as `#rrggbb` or `rgba(…)`. */
export function themePalette(): Palette {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const colourOf = (name: Paint): string => {
    probe.style.color = `var(--twin-${name})`;
    const computed = getComputedStyle(probe).color;
    if (context === null) return computed;
    // Mixed colours compute to `color(srgb …)`, which other programs do not read.
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = computed;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 255] = context.getImageData(0, 0, 1, 1).data;
    if (a === 255) return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    return `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(3)})`;
  };
  const entries = PAINTS.map((name) => [name, colourOf(name)] as const);
  probe.remove();
  // Every paint of the list has its colour.
  return Object.fromEntries(entries) as Palette;
}

export function themedSvg(chart: Chart): string {
  return toSvg(chart, themePalette());
}

/** Twice the size on screen, so that it prints well. Returns base64 without a head. */
export async function toPng(chart: Chart): Promise<string> {
  const url = URL.createObjectURL(new Blob([themedSvg(chart)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = chart.width * 2;
    canvas.height = chart.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A name that every file system takes. */
export function fileName(title: string, ending: 'svg' | 'png' | 'csv' | 'html'): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80);
  return `${plain === '' ? 'twin' : plain}.${ending}`;
}
