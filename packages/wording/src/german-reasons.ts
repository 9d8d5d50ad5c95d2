/**
 * German for sentences beside figures: why a cloud cannot serve a slot, why there is no total, what a panel has to show nothing for, and why
 * an edit is refused. Code in backticks, names, slots and clouds stay.
 */
import type { Catalogue } from './translate.ts';

/** What a cloud cannot do, or has no price for. */
const CLOUDS: Catalogue = {
  'messages of {0} have {1:number} KB, {2} takes at most {3:number} KB':
    'Nachrichten von {0} haben {1:number} KB, {2} nimmt höchstens {3:number} KB an',
  'messages of {0} have countless KB, {2} takes at most {3:number} KB':
    'Nachrichten von {0} haben unzählbar viele KB, {2} nimmt höchstens {3:number} KB an',
  'items of {0} have {1:number} KB, {2} takes at most {3:number} KB':
    'Einträge von {0} haben {1:number} KB, {2} nimmt höchstens {3:number} KB an',
  'items of {0} have countless KB, {2} takes at most {3:number} KB':
    'Einträge von {0} haben unzählbar viele KB, {2} nimmt höchstens {3:number} KB an',
  'a function of {0:number} MB is above the limit of {1:number} MB':
    'eine Funktion mit {0:number} MB liegt über der Grenze von {1:number} MB',
  'a function of countless MB is above the limit of {1:number} MB':
    'eine Funktion mit unzählbar vielen MB liegt über der Grenze von {1:number} MB',
  'a function that runs {0:number} s is above the limit of {1:number} s':
    'eine Funktion, die {0:number} s läuft, liegt über der Grenze von {1:number} s',
  'a function that runs countless s is above the limit of {1:number} s':
    'eine Funktion, die unzählbar viele s läuft, liegt über der Grenze von {1:number} s',
  '{0:number} entities are more than the {1:number} that one Azure Digital Twins instance holds':
    '{0:number} Entitäten sind mehr als die {1:number}, die eine Instanz von Azure Digital Twins hält',
  'countless entities are more than the {1:number} that one Azure Digital Twins instance holds':
    'unzählbar viele Entitäten sind mehr als die {1:number}, die eine Instanz von Azure Digital Twins hält',
  'more than {0} takes in any of {1}': 'mehr, als {0} in einer der Stufen {1} annimmt',
  'the quantity of {0} ({1}) is beyond what can be computed': 'die Menge von {0} ({1}) liegt jenseits des Berechenbaren',
  'the price book has no price for {0} in {1}': 'das Preisbuch hat keinen Preis für {0} in {1}',
  'the price book has several prices for {0} in {1}': 'das Preisbuch hat mehrere Preise für {0} in {1}',
  'the price book has no prices for {0}': 'das Preisbuch hat keine Preise für {0}',
  'the region is not in the price book': 'die Region steht nicht im Preisbuch',
  'not available': 'nicht verfügbar',
};

/** What the file excludes. */
const RULES: Catalogue = {
  "not among the twin's providers ({0})": 'nicht unter den Anbietern des Zwillings ({0})',
  'excluded by `auto except {0}`': 'durch `auto except {0}` ausgeschlossen',
  'residency {0}: {1} lies in {2}': 'residency {0}: {1} liegt in {2}',
  'residency {0}: it is not known where {1} lies': 'residency {0}: Es ist nicht bekannt, wo {1} liegt',
  'residency {0}: it is not known where its region lies': 'residency {0}: Es ist nicht bekannt, wo die Region liegt',
};

/** The paper's model. */
const PAPER: Catalogue = {
  "not in the paper's model": 'nicht im Modell des Papers',
  'the paper offers Digital Twins only without a 3D scene': 'das Paper bietet Digital Twins nur ohne 3D-Szene an',
  '`providers` leaves out {0}': '`providers` lässt {0} aus',
  '`place` excludes {0} from {1}': '`place` schließt {0} von {1} aus',
  '`place` puts {0} on {1}': '`place` legt {0} auf {1}',
  '{0} cannot be on {1}: {2}.': '{0} kann nicht auf {1} liegen: {2:text}.',
  "{0} has no cloud left: {1}; {2}; Google Cloud is not in the paper's model.":
    '{0} bleibt keine Cloud: {1:text}; {2:text}; Google Cloud ist nicht im Modell des Papers.',
  "L2 and L3.hot are on different clouds: in the paper's model L2 always runs on the cloud of L3.hot.":
    'L2 und L3.hot liegen auf verschiedenen Clouds: Im Modell des Papers läuft L2 immer auf der Cloud von L3.hot.',
  '{0}: {1} (prices of the published artifact)': '{0}: {1} (Preise des veröffentlichten Artefakts)',
  'the quantities are too large to compute': 'die Mengen sind zu groß zum Berechnen',
  'The twin cannot be priced: {0}.': 'Der Zwilling kann nicht berechnet werden: {0:text}.',
};

const NEXT = '); no cloud can serve L';

/**
 * Why there is no total. `no cloud can serve L1 (aws: …; azure: …; gcp: …); no cloud can serve L2 (…)` is cut at its slots first, then each
 * slot's reasons at their clouds: of two templates that match, the one with more words of its own is taken.
 */
const NO_TOTAL: Catalogue = {
  'what flows between the slots cannot be priced (a price is missing, or the quantity is beyond what can be computed)':
    'was zwischen den Plätzen fließt, kann nicht berechnet werden (ein Preis fehlt, oder die Menge liegt jenseits des Berechenbaren)',
  'What flows between the slots cannot be priced (a price is missing, or the quantity is beyond what can be computed).':
    'Was zwischen den Plätzen fließt, kann nicht berechnet werden (ein Preis fehlt, oder die Menge liegt jenseits des Berechenbaren).',
  'no placement is possible': 'keine Platzierung ist möglich',
  'No placement is possible.': 'Keine Platzierung ist möglich.',
  'no cloud can serve L{0})': 'keine Cloud kann L{0:text})',
  'No cloud can serve L{0}).': 'Keine Cloud kann L{0:text}).',
  [`no cloud can serve L{0}${NEXT}{1})`]: 'keine Cloud kann L{0:text}); keine Cloud kann L{1:text})',
  [`No cloud can serve L{0}${NEXT}{1}).`]: 'Keine Cloud kann L{0:text}); keine Cloud kann L{1:text}).',
  [`{0}${NEXT}{1}`]: '{0:text}); keine Cloud kann L{1:text}',
  '{0} ({1}; azure: {2}; gcp: {3}': '{0} bedienen ({1:text}; azure: {2:text}; gcp: {3:text}',
  '{0} (aws: {1}': '{0} bedienen (aws: {1:text}',
  '{0} (azure: {1}': '{0} bedienen (azure: {1:text}',
  '{0} (gcp: {1}': '{0} bedienen (gcp: {1:text}',
  'aws: {0}': 'aws: {0:text}',
};

/** Why one cloud alone has no total: `L1: …; L2: …`. */
const ALONE: Catalogue = Object.fromEntries(
  ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'].flatMap((slot) => [
    [`${slot}: {0}`, `${slot}: {0:text}`],
    [`{0}; ${slot}: {1}`, `{0:text}; ${slot}: {1:text}`],
  ]),
);

/** A total that lacks something, and drafts that the language would not take. */
const TOTALS: Catalogue = {
  '1 error leaves something out, so it costs at least this.': '1 Fehler lässt etwas aus, es kostet also mindestens so viel.',
  '1 error leaves parts of {0} out, so it costs at least this.': '1 Fehler lässt Teile von {0} aus, es kostet also mindestens so viel.',
  '1 error leaves parts of {0} and {1} out, so it costs at least this.':
    '1 Fehler lässt Teile von {0} und {1} aus, es kostet also mindestens so viel.',
  '{0} errors leave something out, so it costs at least this.': '{0} Fehler lassen etwas aus, es kostet also mindestens so viel.',
  '{0} errors leave parts of {1} out, so it costs at least this.':
    '{0} Fehler lassen Teile von {1} aus, es kostet also mindestens so viel.',
  '{0} errors leave parts of {1} and {2} out, so it costs at least this.':
    '{0} Fehler lassen Teile von {1} und {2} aus, es kostet also mindestens so viel.',
  'The peak of {0} would lie below its rate. Make `peak` at least as high.':
    'Die Spitze von {0} läge unter ihrer Rate. Machen Sie `peak` mindestens so hoch.',
  'Data would leave the {0} tier before the {1} one. Make `{0}` at least as long as `{1}`.':
    'Daten würden die Stufe {0} vor der Stufe {1} verlassen. Machen Sie `{0}` mindestens so lang wie `{1}`.',
  'Data of {2} would leave the {0} tier before the {1} one. Make `{0}` at least as long as `{1}`.':
    'Daten von {2} würden die Stufe {0} vor der Stufe {1} verlassen. Machen Sie `{0}` mindestens so lang wie `{1}`.',
  'the price is not confirmed': 'der Preis ist nicht bestätigt',
};

/** `1 500, every 2 min, 12 h 5 days`: a device group that causes cost. */
const DETAILS: Catalogue = {
  ...Object.fromEntries(
    Object.entries({
      'every {1} ms': 'alle {1:number} ms',
      'every {1} s': 'alle {1:number} s',
      'every {1} min': 'alle {1} min',
      'every {1} h': 'alle {1} h',
      'every {1} days': 'alle {1} Tage',
      'every {1} months': 'alle {1} Monate',
      'every 1 s': '1-mal pro Sekunde',
      'every 1 min': '1-mal pro Minute',
      'every 1 h': '1-mal pro Stunde',
      'every 1 day': '1-mal pro Tag',
      'every 1 month': '1-mal pro Monat',
      '{1} / s': '{1:number} pro Sekunde',
      '{1} / min': '{1:number} pro Minute',
      '{1} / hour': '{1:number} pro Stunde',
      '{1} / day': '{1:number} pro Tag',
      '{1} / week': '{1:number} pro Woche',
      '{1} / month': '{1:number} pro Monat',
      '{1} / year': '{1:number} pro Jahr',
    }).flatMap(([rate, german]) => [
      [`{0}, ${rate}`, `{0}, ${german}`],
      [`{0}, ${rate}, {2} h {3} days`, `{0}, ${german}, {2:number} h an {3:number} Tagen`],
    ]),
  ),
  '{0} others': '{0} andere',
};

/** An overlay's words beside a price. */
const OVERLAYS: Catalogue = {
  ...Object.fromEntries(
    Object.entries({ '%': '%', 'USD a unit': 'USD je Einheit' }).flatMap(([unit, german]) => [
      [`overlay {0}: {1} ${unit} on {2}, list price {3}`, `Überlagerung {0}: {1:number} ${german} auf {2}, Listenpreis {3:number}`],
      [
        `overlay {0}: {1} ${unit} on {2}, list price {3} in the first tier`,
        `Überlagerung {0}: {1:number} ${german} auf {2}, Listenpreis {3:number} in der ersten Stufe`,
      ],
    ]),
  ),
  '{0} {1} a month are paid ahead (overlay {2})': '{0:number} {1:text} im Monat sind vorausbezahlt (Überlagerung {2})',
  '{0}; {1} {2} a month are paid ahead (overlay {3})': '{0:text}; {1:number} {2:text} im Monat sind vorausbezahlt (Überlagerung {3})',
};

/** Nothing to show, and what to do about it. */
const ABSENCES: Catalogue = {
  '{0} cannot be read. Open a .twin file that exists.': '{0} kann nicht gelesen werden. Öffnen Sie eine .twin-Datei, die es gibt.',
  '{0} cannot be read ({1}). Open a .twin file that exists.':
    '{0} kann nicht gelesen werden ({1:text}). Öffnen Sie eine .twin-Datei, die es gibt.',
  'There is no twin in this file. Write `twin NAME { … }`.': 'In dieser Datei gibt es keinen Zwilling. Schreiben Sie `twin NAME { … }`.',
  'There is no twin {0} in this file (any more). Write `twin NAME { … }`.':
    'In dieser Datei gibt es keinen Zwilling {0} (mehr). Schreiben Sie `twin NAME { … }`.',
  'There is no twin {0} in this file (any more). There are: {1}.': 'In dieser Datei gibt es keinen Zwilling {0} (mehr). Es gibt: {1}.',
  '{0} has no scenario {1} (any more). It has none.': '{0} hat kein Szenario {1} (mehr). Er hat keines.',
  '{0} has no scenario {1} (any more). There are: {2}.': '{0} hat kein Szenario {1} (mehr). Es gibt: {2}.',
  'There is no twin to report on.': 'Es gibt keinen Zwilling, über den zu berichten wäre.',
  // Why a file cannot be read.
  'it does not exist': 'es gibt sie nicht',
  'it is a folder': 'sie ist ein Ordner',
  'it may not be read': 'sie darf nicht gelesen werden',
  'it cannot be read': 'sie kann nicht gelesen werden',
  'it could not be read': 'sie konnte nicht gelesen werden',
  'it is no file of this machine': 'sie ist keine Datei dieses Rechners',
  'it is larger than {0} MB': 'sie ist größer als {0} MB',
  'it is not in this commit': 'sie ist nicht in diesem Commit',
  'this editor gives no access to files': 'dieser Editor gibt keinen Zugriff auf Dateien',
};

/** Edits that cannot be made. */
const REFUSALS: Catalogue = {
  'The file says so already.': 'So steht es schon in der Datei.',
  'The text has a block without its brace here. Mend what the editor marks as an error, then try again.':
    'Der Text hat hier einen Block ohne seine Klammer. Beheben Sie, was der Editor als Fehler markiert, und versuchen Sie es erneut.',
  'This changes several files. Take the quick fix in the editor, at the problem.':
    'Das ändert mehrere Dateien. Nehmen Sie die schnelle Korrektur im Editor, beim Problem.',
  'The twin is not in the file any more. The panel shows what is there as soon as it is asked again.':
    'Den Zwilling gibt es in der Datei nicht mehr. Das Panel zeigt, was da ist, sobald es wieder gefragt wird.',
  'The problem is not there any more, or has another fix now.': 'Das Problem gibt es nicht mehr, oder es hat jetzt eine andere Korrektur.',
  'The text has changed. Look at the panel again, then try once more.':
    'Der Text hat sich geändert. Sehen Sie noch einmal auf das Panel und versuchen Sie es dann erneut.',
  '{0} is already the name of a declaration of this file. Choose another name.':
    '{0} ist schon der Name einer Deklaration dieser Datei. Wählen Sie einen anderen Namen.',
  '{0} is already a group of devices. Choose another name.': '{0} ist schon eine Gerätegruppe. Wählen Sie einen anderen Namen.',
  '{0} is no quantity of {1} (any more). Reset it, then try again.':
    '{0} ist keine Menge von {1} (mehr). Setzen Sie sie zurück und versuchen Sie es erneut.',
  'Every quantity is as the file says.': 'Jede Menge ist, wie die Datei es sagt.',
  '{0} cannot be written as {1} here, because the file has an error at it. Mend that first.':
    '{0} kann hier nicht als {1} geschrieben werden, weil die Datei dort einen Fehler hat. Beheben Sie zuerst diesen.',
};

export const REASONS: Catalogue = {
  ...CLOUDS,
  ...RULES,
  ...PAPER,
  ...NO_TOTAL,
  ...ALONE,
  ...TOTALS,
  ...DETAILS,
  ...OVERLAYS,
  ...ABSENCES,
  ...REFUSALS,
};
