/** The report's words in English and German, and its numbers as each language writes them. Names of the language's own stay as they are. */
import { amountText, changeText, quantityText, shareText } from '@twin2multicloud/analysis';
import { german } from '@twin2multicloud/wording';

export type Language = 'en' | 'de';

const GERMAN: Readonly<Record<string, string>> = {
  'Cost report': 'Kostenbericht',
  '{0} twins': '{0} Zwillinge',
  'Made on {0} from {1}.': 'Erstellt am {0} aus {1}.',
  'price book {0} of {1}': 'dem Preisbuch {0} vom {1}',
  'the paper’s prices of June 2025': 'den Preisen des Artikels vom Juni 2025',
  'Sums are made before rounding. A figure with ~ rests on a price that is not confirmed, one with ≥ lacks a part.':
    'Summen werden vor dem Runden gebildet. Eine Zahl mit ~ beruht auf einem nicht bestätigten Preis, einer mit ≥ fehlt ein Teil.',
  Contents: 'Inhalt',
  Total: 'Summe',
  'No total': 'Keine Summe',
  '{0} per month': '{0} im Monat',
  'scenario {0}': 'Szenario {0}',
  'over the budget of {0} by {1}': '{1} über dem Budget von {0}',
  'within the budget of {0}, {1} left': 'im Budget von {0}, {1} übrig',
  'Budget {0}': 'Budget {0}',
  Specification: 'Spezifikation',
  Region: 'Region',
  Residency: 'Datenstandort',
  Devices: 'Geräte',
  Messages: 'Nachrichten',
  Retention: 'Aufbewahrung',
  Processing: 'Verarbeitung',
  Management: 'Verwaltung',
  Visualization: 'Visualisierung',
  'Fixed in place': 'Festgelegt in place',
  Tags: 'Tags',
  Placement: 'Platzierung',
  'dashed lines cross clouds; the figure on them is the transfer':
    'gestrichelte Linien wechseln die Cloud; die Zahl darauf ist die Übertragung',
  'Slots and clouds': 'Plätze und Clouds',
  'below, how the total changes if only this slot moves': 'darunter, wie sich die Summe ändert, wenn nur dieser Platz wechselt',
  Slot: 'Platz',
  Cloud: 'Cloud',
  chosen: 'gewählt',
  'not available': 'nicht verfügbar',
  'all on one cloud': 'alles auf einer Cloud',
  breaks: 'verletzt',
  Transfers: 'Übertragungen',
  'Transfer {0} → {1}': 'Übertragung {0} → {1}',
  from: 'von',
  to: 'nach',
  what: 'was',
  'None: nothing crosses between clouds.': 'Keine: Nichts wechselt zwischen Clouds.',
  'Best, as written, and one cloud alone': 'Am günstigsten, wie geschrieben und je eine Cloud allein',
  Best: 'Am günstigsten',
  'As written': 'Wie geschrieben',
  '{0} only': 'nur {0}',
  'of {0} allowed': 'von {0} erlaubten',
  'place in the file': 'place in der Datei',
  'not possible': 'nicht möglich',
  'breaks 1 rule': 'verletzt 1 Regel',
  'breaks {0} rules': 'verletzt {0} Regeln',
  'budget {0}': 'Budget {0}',
  'The best placement is {0} below {1} alone.': 'Die günstigste Platzierung liegt {0} unter {1} allein.',
  'With {0} it would cost {1}, {2} less.': 'Mit {0} würde er {1} kosten, {2} weniger.',
  'Cost by month': 'Kosten nach Monat',
  'axis begins at {0}': 'die Achse beginnt bei {0}',
  'steady {0}': 'stetig {0}',
  'month 1: {0}': 'Monat 1: {0}',
  Month: 'Monat',
  'month after the start': 'Monat nach dem Start',
  budget: 'Budget',
  'Storage fills until month {0}.': 'Der Speicher füllt sich bis Monat {0}.',
  'First year {0}.': 'Erstes Jahr {0}.',
  'Break-even over {0}': 'Wechselpunkte über {0}',
  'best, allowed': 'am günstigsten',
  'as written': 'wie geschrieben',
  'now {0}: {1}': 'jetzt {0}: {1}',
  '10 % more of … adds': '10 % mehr von … kostet zusätzlich',
  Scenarios: 'Szenarien',
  scenario: 'Szenario',
  'against the file': 'gegenüber der Datei',
  'Cost by cause': 'Kosten nach Ursache',
  'caused by': 'verursacht von',
  'messages a month': 'Nachrichten im Monat',
  'All lines': 'Alle Zeilen',
  line: 'Zeile',
  quantity: 'Menge',
  'unit price': 'Einzelpreis',
  amount: 'Betrag',
  source: 'Quelle',
  'in force since {0}': 'gültig seit {0}',
  'read {0}': 'gelesen {0}',
  assumed: 'angenommen',
  'not confirmed': 'nicht bestätigt',
  'Not confirmed': 'Nicht bestätigt',
  Sum: 'Summe',
  Assumptions: 'Annahmen',
  assumption: 'Annahme',
  value: 'Wert',
  why: 'Grund',
  'set by the file': 'in der Datei gesetzt',
  Problems: 'Probleme',
  'Not counted: {0}.': 'Nicht gezählt: {0}.',
  '1 USD = {0} {1} ({2}).': '1 USD = {0} {1} ({2}).',
  Source: 'Quelltext',
  'no figure': 'keine Zahl',
  unused: 'ungenutzt',
  '{0} flows': '{0} Flüsse',
  'Data acquisition': 'Datenerfassung',
  'Data processing': 'Datenverarbeitung',
  'Storage, hot': 'Speicher, heiß',
  'Storage, cool': 'Speicher, kühl',
  'Storage, archive': 'Speicher, Archiv',
  'Twin management': 'Zwillingsverwaltung',
  error: 'Fehler',
  warning: 'Warnung',
  information: 'Hinweis',
  'no total': 'keine Summe',
  none: 'keine',
  '{0} in 1 group': '{0} in 1 Gruppe',
  '{0} in {1} groups': '{0} in {1} Gruppen',
  '{0} a month, {1} {2}': '{0} im Monat, {1} {2}',
  '1 more group of its own': '1 weitere Gruppe mit eigener',
  '{0} more groups of their own': '{0} weitere Gruppen mit eigener',
  '1 function': '1 Funktion',
  '{0} functions': '{0} Funktionen',
  '1 rule': '1 Regel',
  '{0} rules': '{0} Regeln',
  '1 entity': '1 Entität',
  '{0} entities': '{0} Entitäten',
  'scene {0}': 'Szene {0}',
  'queries {0}': 'Abfragen {0}',
  '1 editor': '1 Bearbeiter',
  '{0} editors': '{0} Bearbeiter',
  '1 viewer': '1 Betrachter',
  '{0} viewers': '{0} Betrachter',
  'refresh {0} for {1} a day': 'Aktualisierung {0} für {1} am Tag',
  '{0} not {1}': '{0} nicht {1}',
};

/** Texts and numbers of one language. */
export interface Words {
  readonly language: Language;
  /** The text in the language, `{0}` … filled: texts as they are, numbers as the language writes them. */
  readonly t: (english: string, ...values: readonly (string | number)[]) => string;
  /** A sentence of the engine in the language. */
  readonly engine: (text: string) => string;
  readonly money: (amount: number) => string;
  /** `+2.97` */
  readonly change: (amount: number) => string;
  readonly quantity: (quantity: number) => string;
  readonly share: (share: number) => string;
  /** A price of one unit, exact to ten significant digits and never in exponents. */
  readonly rate: (price: number) => string;
}

export function wordsOf(language: Language): Words {
  const decimal = (text: string): string => (language === 'de' ? text.replace('.', ',') : text);
  return {
    language,
    t: (english, ...values) => {
      const text = language === 'de' ? (GERMAN[english] ?? english) : english;
      return text.replace(/\{(\d)\}/g, (whole, index: string) => {
        const value = values[Number(index)] ?? whole;
        return typeof value === 'number' ? decimal(quantityText(value)) : value;
      });
    },
    engine: language === 'de' ? german.translate : (text) => text,
    money: (amount) => decimal(amountText(amount)),
    change: (amount) => (Math.abs(amount) < 1e-9 ? '±0' : decimal(changeText(amount))),
    quantity: (quantity) => decimal(quantityText(quantity)),
    share: shareText,
    rate: (price) => decimal(rateText(price)),
  };
}

function rateText(price: number): string {
  if (price === 0) return '0';
  const places = Math.min(100, Math.max(0, 9 - Math.floor(Math.log10(Math.abs(price)))));
  return price
    .toFixed(places)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** For tests: every text that has a translation. */
export const TRANSLATED: ReadonlySet<string> = new Set(Object.keys(GERMAN));
