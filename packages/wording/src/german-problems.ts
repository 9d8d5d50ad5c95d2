/**
 * German for the messages of problems, for what their related places say, and for the titles of their fixes. Words of the language, code
 * and names stay as they are; why a cloud cannot serve a slot is german-figures.ts'.
 */
import type { Catalogue } from './translate.ts';

/** twin-1001 … twin-1020: language/src/syntax. */
const SYNTAX: Catalogue = {
  // What is expected, and what stands there instead
  'expected {0}': 'Hier wird {0:text} erwartet.',
  'expected {0}, found {1}': 'Hier wird {0:text} erwartet, gefunden wurde {1:text}.',
  'a version after `language`': 'eine Version nach `language`',
  'the path of a file in quotation marks after `import`': 'der Pfad einer Datei in Anführungszeichen nach `import`',
  'the path of a function in quotation marks after `run`': 'der Pfad einer Funktion in Anführungszeichen nach `run`',
  'the end of the line': 'das Ende der Zeile',
  'the end of the file': 'das Ende der Datei',
  'a statement': 'eine Anweisung',
  'a name after `{0}`': 'ein Name nach `{0}`',
  'a value after `{0}`': 'ein Wert nach `{0}`',
  'a type after `{0}`': 'ein Typ nach `{0}`',
  'a condition after `{0}`': 'eine Bedingung nach `{0}`',
  'a duration after `{0}`': 'eine Dauer nach `{0}`',
  'a share after `{0}`': 'ein Anteil nach `{0}`',
  'a unit of time after `{0}`': 'eine Zeiteinheit nach `{0}`',
  'a text in quotation marks after `{0}`': 'ein Text in Anführungszeichen nach `{0}`',
  'a provider or `auto` after `{0}`': 'eine Cloud oder `auto` nach `{0}`',
  'the name of a device type after `{0}`': 'der Name eines Gerätetyps nach `{0}`',
  'the name of a device group after `{0}`': 'der Name einer Gerätegruppe nach `{0}`',
  'the name of a device group after the number': 'der Name einer Gerätegruppe nach der Zahl',
  'the number of steps: `workflow 5 steps`': 'die Zahl der Schritte, `workflow 5 steps`,',
  '`steps` after the number of steps': '`steps` nach der Zahl der Schritte',
  '`{0}` after `{1}`': '`{0}` nach `{1}`',
  'a text': 'ein Text',
  'the number {0}': 'die Zahl {0}',
  'expected the names of device groups after `{0}`': 'Hier werden die Namen von Gerätegruppen nach `{0}` erwartet.',
  'expected the names of device groups after `{0}`, found {1}':
    'Hier werden die Namen von Gerätegruppen nach `{0}` erwartet, gefunden wurde {1:text}.',
  'expected the names of providers after `{0}`': 'Hier werden die Namen von Clouds nach `{0}` erwartet.',
  'expected the names of providers after `{0}`, found {1}':
    'Hier werden die Namen von Clouds nach `{0}` erwartet, gefunden wurde {1:text}.',
  'expected `for` and the names of device groups': 'Hier werden `for` und die Namen von Gerätegruppen erwartet.',
  'expected `for` and the names of device groups, found {0}':
    'Hier werden `for` und die Namen von Gerätegruppen erwartet, gefunden wurde {0:text}.',

  // Unexpected characters, text not closed, number too large
  'unexpected characters: {0}': 'Unerwartete Zeichen: {0:text}.',
  'a number is written with a point: `0.25`': 'Eine Zahl wird mit einem Punkt geschrieben: `0.25`.',
  'no `{0}` is needed: a blank or the end of the line separates':
    'Hier ist kein `{0}` nötig: Ein Leerzeichen oder das Ende der Zeile trennt.',
  'a comment begins with `//` and ends with its line': 'Ein Kommentar beginnt mit `//` und endet mit seiner Zeile.',
  'this text is not closed: its `"` is missing': 'Dieser Text ist nicht geschlossen: Sein `"` fehlt.',
  'this number is too large to calculate with': 'Diese Zahl ist zu groß, um mit ihr zu rechnen.',

  // Blocks and their braces
  'expected `{` at the end of the head of `{0}`': 'Am Ende des Kopfs von `{0}` wird `{` erwartet.',
  'expected `{` after the head of `{0}`, found {1}': 'Nach dem Kopf von `{0}` wird `{` erwartet, gefunden wurde {1:text}.',
  'expected the name of a block before `{`': 'Vor `{` wird der Name eines Blocks erwartet.',
  '`{` stands on the line of its block': '`{` steht in der Zeile seines Blocks.',
  'unexpected `{`': '`{` wird hier nicht erwartet.',
  'this `}` closes nothing': 'Dieses `}` schließt nichts.',
  'the block of `{0}` is not closed: its `}` is missing': 'Der Block von `{0}` ist nicht geschlossen: Sein `}` fehlt.',
  'blocks nest deeper than {0}; what stands in here is left out':
    'Blöcke sind tiefer als {0}-mal verschachtelt; was hierin steht, wird ausgelassen.',
  'conditions nest deeper than {0}': 'Bedingungen sind tiefer als {0}-mal verschachtelt.',
  '`{0}` cannot stand inside `{1}`': '`{0}` kann nicht in `{1}` stehen.',
  '`{0}` cannot stand inside this block': '`{0}` kann nicht in diesem Block stehen.',
  'a `{0}` cannot stand inside a twin; it begins in the first column':
    'Ein `{0}` kann nicht in einem Zwilling stehen; es beginnt in der ersten Spalte.',

  // Statements and lines at the wrong place
  'expected `twin NAME {` before {0}': 'Vor {0:text} wird `twin NAME {` erwartet.',
  '`{0}` stands outside any `twin` or `device`': '`{0}` steht außerhalb von jedem `twin` oder `device`.',
  'a text stands outside any `twin` or `device`': 'Ein Text steht außerhalb von jedem `twin` oder `device`.',
  'the number {0} stands outside any `twin` or `device`': 'Die Zahl {0} steht außerhalb von jedem `twin` oder `device`.',
  '`language` stands on the first line of a file': '`language` steht in der ersten Zeile einer Datei.',
  '`import` lines stand before the first `device` or `twin`': '`import`-Zeilen stehen vor dem ersten `device` oder `twin`.',
  'no `{0}` stands between `{1}` and its value': 'Zwischen `{1}` und seinem Wert steht kein `{0}`.',

  // Conditions
  'conditions are joined by `{0}`': 'Bedingungen werden mit `{0}` verbunden.',
  'this `(` is not closed': 'Dieses `(` ist nicht geschlossen.',
  'a comparison for equality is written `==`': 'Ein Vergleich auf Gleichheit wird mit `==` geschrieben.',

  // More problems than are listed
  '1 more syntax problems are not listed': '1 weiteres Syntaxproblem ist nicht aufgeführt.',
  '{0:number} more syntax problems are not listed': '{0:number} weitere Syntaxprobleme sind nicht aufgeführt.',
};

/** twin-2001 … twin-2036: names, values and types. */
const MEANING: Catalogue = {
  // Unknown property, statement in the wrong place
  'There is no property `{0}` {1}. Did you mean `{2}`?': 'Eine Eigenschaft `{0}` gibt es {1:text} nicht. Meinten Sie `{2}`?',
  'There is no property `{0}` {1}. {2} takes {3}.': 'Eine Eigenschaft `{0}` gibt es {1:text} nicht. {2:text} nimmt {3}.',
  'The twin': 'Der Zwilling',
  'The twin’s `storage`': 'Das `storage` des Zwillings',
  '`{0}` does not belong in `device`: it stands in a twin.': '`{0}` kann nicht in `device` stehen: Es gehört in einen Zwilling.',
  '`{0}` does not belong {1}: it stands {2}.': '`{0}` kann {1:text} nicht stehen: Es steht {2:text}.',
  'This line does not belong {0}.': 'Diese Zeile kann {0:text} nicht stehen.',
  'in the twin': 'im Zwilling',
  'in the twin’s `storage`': 'im `storage` des Zwillings',
  'in the twin or `devices` or `device`': 'im Zwilling, in `devices` oder in `device`',
  'in the twin’s `storage` or `storage`': 'im `storage` des Zwillings oder einer Gruppe (`storage`)',
  'in `devices` or `model`': 'in `devices` oder in `model`',
  'in `devices` or `device`': 'in `devices` oder in `device`',
  'in `processing` or `run`': 'in `processing` oder in `run`',
  'in `management` or `model`': 'in `management` oder in `model`',
  'in the file, outside of every twin': 'in der Datei, außerhalb jedes Zwillings',
  'in a rule’s `{ … }`': 'im `{ … }` einer Regel',

  // Not modelled in version 1
  'Files and images apart from messages are not modelled in version 1: count their bytes in `payload`, or declare a group whose messages they are.':
    'Dateien und Bilder neben den Nachrichten gibt es in Version 1 nicht: Zählen Sie ihre Bytes in `payload` mit, oder legen Sie eine Gruppe an, deren Nachrichten sie sind.',
  'Several readings in one message are not modelled in version 1: write the batch as one message, with its whole size as `payload` and its own `every`.':
    'Mehrere Messwerte in einer Nachricht gibt es in Version 1 nicht: Schreiben Sie das Bündel als eine Nachricht, mit seiner ganzen Größe als `payload` und eigenem `every`.',
  'Gateways are not modelled in version 1: declare the gateway as a group of `devices` whose messages carry what it gathers.':
    'Gateways gibt es in Version 1 nicht: Legen Sie das Gateway als eine Gruppe von `devices` an, deren Nachrichten tragen, was es sammelt.',
  'Aggregates over time are not modelled in version 1: write a user function with `run "FILE" for GROUP`.':
    'Werte, die über die Zeit zusammengefasst sind, gibt es in Version 1 nicht: Schreiben Sie eine eigene Funktion mit `run "FILE" for GROUP`.',
  'Several regions for one slot are not modelled in version 1: `{0}` counts for the twin, and `{1}` does not. Write a twin for each region.':
    'Mehrere Regionen für einen Platz gibt es in Version 1 nicht: `{0}` gilt für den Zwilling, `{1}` nicht. Schreiben Sie für jede Region einen Zwilling.',
  'Several regions for one slot are not modelled in version 1: `{0}` counts for {1}, and `{2}` does not. Write a twin for each region.':
    'Mehrere Regionen für einen Platz gibt es in Version 1 nicht: `{0}` gilt für {1}, `{2}` nicht. Schreiben Sie für jede Region einen Zwilling.',

  // Stands twice
  '`` stands twice: the later one counts.': '`` steht zweimal: Die spätere Stelle gilt.',
  '`{0}` stands twice: the later one counts.': '`{0}` steht zweimal: Die spätere Stelle gilt.',
  '`{0}` and `{1}` are one property: the later one counts.': '`{0}` und `{1}` sind dieselbe Eigenschaft: Die spätere Stelle gilt.',
  'The region `{0}` stands twice.': 'Die Region `{0}` steht zweimal.',

  // Value missing, too many values, wrong kind of value
  '`{0}` lacks {1}: write for example `{2}`.': 'Bei `{0}` fehlt {1:text}: Schreiben Sie zum Beispiel `{2}`.',
  '`region {0}` lacks a region of {0}, such as `{1}`.': 'Bei `region {0}` fehlt eine Region von {0}, etwa `{1}`.',
  '`{0}` takes no more here: write for example `{1}`.': '`{0}` nimmt hier nichts weiter: Schreiben Sie zum Beispiel `{1}`.',
  '`{0}` takes one quantity.': 'Zu `{0}` gehört nur eine Menge.',
  'A field of type `{0}` has no length.': 'Ein Feld vom Typ `{0}` hat keine Länge.',
  '`except` stands after `auto` alone.': '`except` steht nur nach `auto`.',
  '`{0}` takes {1} here.': 'Zu `{0}` gehört hier {1:text}.',
  '`{0}` takes {1}, or `none` here.': 'Zu `{0}` gehört hier {1:text} oder `none`.',
  '`{0}` takes {1}, such as `{2}` here.': 'Zu `{0}` gehört hier {1:text}, etwa `{2}`.',
  '`{0}` takes {1}, such as `{2}`, or `none` here.': 'Zu `{0}` gehört hier {1:text}, etwa `{2}`, oder `none`.',
  '`{0}` takes a number, a text in quotation marks, `true` or `false`.':
    'Zu `{0}` gehört eine Zahl, ein Text in Anführungszeichen, `true` oder `false`.',
  'a quantity': 'eine Menge',
  'one quantity': 'nur eine Menge',
  'a text in quotation marks': 'ein Text in Anführungszeichen',
  'a provider': 'eine Cloud',
  'a currency code': 'ein Währungscode',
  'a zone (`EU`, `US` or a country code)': 'eine Zone (`EU`, `US` oder ein Ländercode)',
  'a slot': 'ein Platz',
  'a region': 'eine Region',
  'one of `{0}`': 'eines von `{0}`',

  // Wrong dimension
  '`{0}` takes {1}, and this is {2}: write for example `{3}`.':
    'Zu `{0}` gehört {1:text}, hier steht {2:text}: Schreiben Sie zum Beispiel `{3}`.',
  'a plain number': 'eine Zahl ohne Einheit',
  'a share': 'ein Anteil',
  'a duration': 'eine Dauer',
  'a size': 'eine Größe',
  'a rate': 'eine Rate',
  'a size per time': 'eine Größe je Zeitraum',
  'an amount of money': 'ein Geldbetrag',
  'money per time': 'ein Geldbetrag je Zeitraum',
  'time per time': 'eine Dauer je Zeitraum',
  'something that no property takes': 'etwas, das zu keiner Eigenschaft gehört',
  'The mean length of a `{0}` is a plain number: write `{1}`.':
    'Die mittlere Länge eines `{0}` ist eine Zahl ohne Einheit: Schreiben Sie `{1}`.',
  'The elements of a `{0}` is a plain number: write `{1}`.':
    'Die Zahl der Elemente eines `{0}` ist eine Zahl ohne Einheit: Schreiben Sie `{1}`.',

  // Unknown unit
  '`{0}` is no unit.': '`{0}` ist keine Einheit.',
  '`{0}` is no unit: write `{1}`.': '`{0}` ist keine Einheit: Schreiben Sie `{1}`.',
  '`{0}` cannot stand after `/`.': '`{0}` kann nicht nach `/` stehen.',
  '`{0}` cannot stand after `/`: write `{1}`.': '`{0}` kann nicht nach `/` stehen: Schreiben Sie `{1}`.',

  // Out of range
  '`{0}` is too large to be counted with.': '`{0}` ist zu groß, um damit zu rechnen.',
  '`{0}` must be more than {1}.': '`{0}` muss mehr als {1:number} sein.',
  '`{0}` must be at least {1}.': '`{0}` muss mindestens {1} sein.',
  '`{0}` must be at most {1}.': '`{0}` darf höchstens {1} sein.',
  '`{0}` must be a whole number.': '`{0}` muss eine ganze Zahl sein.',
  '`{0}` must lie between {1}.': '`{0}` muss zwischen {1:text} liegen.',
  '1 ns and 3,000 years': '1 ns und 3.000 Jahren',
  'one event in 30,000 years and a billion in a second': 'einem Ereignis in 30.000 Jahren und einer Milliarde in der Sekunde',
  'a millionth of a byte and a million TB': 'einem Millionstel Byte und einer Million TB',
  'nothing and a million TB a month': 'null und einer Million TB im Monat',
  'nothing and a million billions': 'null und einer Million Milliarden',
  '0 and 1e15': '0 und 1e15',
  'The mean length of a `{0}` must be between {1} and {2}.': 'Die mittlere Länge eines `{0}` muss zwischen {1} und {2} liegen.',
  'The elements of a `{0}` must be between {1} and {2}.': 'Die Zahl der Elemente eines `{0}` muss zwischen {1} und {2} liegen.',
  'The elements of a `{0}` must be a whole number.': 'Die Zahl der Elemente eines `{0}` muss eine ganze Zahl sein.',

  // Unknown word, provider, slot, currency, zone, type of field, action
  '`{0}` is no value of `{1}`: write {2}.': '`{0}` ist kein Wert von `{1}`: Schreiben Sie {2}.',
  '`{0}` is no value of `{1}`: did you mean `{2}`?': '`{0}` ist kein Wert von `{1}`: Meinten Sie `{2}`?',
  '`{0}` is no provider: write `aws`, `azure` or `gcp`.': '`{0}` ist keine Cloud: Schreiben Sie `aws`, `azure` oder `gcp`.',
  '`{0}` is no provider: did you mean `{1}`?': '`{0}` ist keine Cloud: Meinten Sie `{1}`?',
  '`{0}` is no slot: write one of {1}.': '`{0}` ist kein Platz: Schreiben Sie einen von {1}.',
  '`{0}` is no slot: did you mean `{1}`?': '`{0}` ist kein Platz: Meinten Sie `{1}`?',
  '`{0}` is no currency: write an ISO 4217 code such as `EUR` or `USD`.':
    '`{0}` ist keine Währung: Schreiben Sie einen Code nach ISO 4217 wie `EUR` oder `USD`.',
  '`{0}` is no currency: did you mean `{1}`?': '`{0}` ist keine Währung: Meinten Sie `{1}`?',
  '`{0}` is no zone: write `EU`, `US` or an ISO country code such as `DE`.':
    '`{0}` ist keine Zone: Schreiben Sie `EU`, `US` oder einen ISO-Ländercode wie `DE`.',
  '`{0}` is no zone: did you mean `{1}`?': '`{0}` ist keine Zone: Meinten Sie `{1}`?',
  '`{0}` is no type of field: write {1}.': '`{0}` ist kein Typ eines Felds: Schreiben Sie {1}.',
  '`{0}` is no action: write {1}.': '`{0}` ist keine Aktion: Schreiben Sie {1}.',
  '`{0}` is no action: did you mean `{1}`?': '`{0}` ist keine Aktion: Meinten Sie `{1}`?',

  // Unknown device type, group, field
  'There is no device type `{0}`, and the group is left out of the costs: did you mean `{1}`?':
    'Einen Gerätetyp `{0}` gibt es nicht, und die Gruppe zählt nicht zu den Kosten: Meinten Sie `{1}`?',
  'There is no device type `{0}`, and the group is left out of the costs: declare it with `device`, or import the file that does.':
    'Einen Gerätetyp `{0}` gibt es nicht, und die Gruppe zählt nicht zu den Kosten: Legen Sie ihn mit `device` an, oder importieren Sie die Datei, in der er steht.',
  'There is no device group `{0}`, and {1}: did you mean `{2}`?': 'Eine Gerätegruppe `{0}` gibt es nicht, und {1:text}: Meinten Sie `{2}`?',
  'There is no device group `{0}`, and {1}: declare it with `devices`.':
    'Eine Gerätegruppe `{0}` gibt es nicht, und {1:text}: Legen Sie sie mit `devices` an.',
  'the function does not run for it': 'die Funktion läuft nicht für sie',
  'the rule is left out': 'die Regel wird ausgelassen',
  'the feedback is left out': 'die Rückmeldung wird ausgelassen',
  'it is not placed': 'sie kommt in kein Modell',
  '`{0}` has no field `{1}`, and the rule is left out: did you mean `{2}`?':
    '`{0}` hat kein Feld `{1}`, und die Regel wird ausgelassen: Meinten Sie `{2}`?',
  '`{0}` has no field `{1}`, and the rule is left out: it has no `telemetry`.':
    '`{0}` hat kein Feld `{1}`, und die Regel wird ausgelassen: Dort gibt es kein `telemetry`.',
  '`{0}` has no field `{1}`, and the rule is left out: it has {2}.':
    '`{0}` hat kein Feld `{1}`, und die Regel wird ausgelassen: Dort gibt es {2}.',
  '`{0}` has no field `{1}`.': '`{0}` hat kein Feld `{1}`.',
  '`{0}` has no field `{1}`: did you mean `{2}`?': '`{0}` hat kein Feld `{1}`: Meinten Sie `{2}`?',
  'A condition names a field as GROUP.FIELD: such as `motion.battery`.':
    'Eine Bedingung nennt ein Feld als GRUPPE.FELD, zum Beispiel `motion.battery`.',
  'A condition names a field as GROUP.FIELD: write `{0}`.': 'Eine Bedingung nennt ein Feld als GRUPPE.FELD: Schreiben Sie `{0}`.',

  // Paths of a scenario
  '`{0}` leads nowhere. Did you mean `{1}`?': '`{0}` führt nirgendwohin. Meinten Sie `{1}`?',
  '`{0}` leads nowhere. After `{1}` may stand {2}.': '`{0}` führt nirgendwohin. Nach `{1}` kann {2} stehen.',
  '`{0}` leads nowhere. A path is a group or a block, a dot and a property, such as `thermostats.every`.':
    '`{0}` führt nirgendwohin. Ein Pfad ist eine Gruppe oder ein Block, ein Punkt und eine Eigenschaft, etwa `thermostats.every`.',
  'There is no group or block `{0}`, so the override is skipped: did you mean `{1}`?':
    'Eine Gruppe oder einen Block `{0}` gibt es nicht, die Zeile wird übergangen: Meinten Sie `{1}`?',
  'There is no group or block `{0}`, so the override is skipped: a path begins with a group or a block.':
    'Eine Gruppe oder einen Block `{0}` gibt es nicht, die Zeile wird übergangen: Ein Pfad beginnt mit einer Gruppe oder einem Block.',
  'The twin has no `{0}` block, so the override is skipped.': 'Der Zwilling hat keinen Block `{0}`, die Zeile wird übergangen.',

  // Names and blocks that stand twice, reserved names
  'There is already a twin `{0}` in this file.': 'In dieser Datei gibt es schon einen Zwilling `{0}`.',
  'There is already a device type `{0}` in this file; the first one counts.':
    'In dieser Datei gibt es schon einen Gerätetyp `{0}`; der erste gilt.',
  'There is already a device type `{0}` in this file, and `{1}` declares another; the former counts.':
    'In dieser Datei gibt es schon einen Gerätetyp `{0}`, und in `{1}` steht ein weiterer; der erste gilt.',
  'There is already a device type `{0}` in `{1}`, and `{2}` declares another; the former counts.':
    'Einen Gerätetyp `{0}` gibt es schon in `{1}`, und in `{2}` steht ein weiterer; der erste gilt.',
  'There is already a group `{0}` in this twin; this one is left out.':
    'In diesem Zwilling gibt es schon eine Gruppe `{0}`; diese hier wird ausgelassen.',
  'There is already a scenario `{0}` in this twin; this one is left out.':
    'In diesem Zwilling gibt es schon ein Szenario `{0}`; dieses hier wird ausgelassen.',
  'There is already a model `{0}` beside this one.': 'Neben diesem Modell gibt es schon ein Modell `{0}`.',
  'There is already a `{0}` block in this twin; the two are put together, and the later value counts.':
    'In diesem Zwilling gibt es schon einen Block `{0}`; beide werden zusammengelegt, und der spätere Wert gilt.',
  'A group may not be called `{0}`, because a scenario’s path could mean the twin’s own `{0}`.':
    'Eine Gruppe darf nicht `{0}` heißen, weil ein Pfad in einem Szenario auch `{0}` des Zwillings meinen könnte.',

  // Version of the language, imports
  'Version {0} of the language is not known here: this build knows version 1, and reads the file as that.':
    'Version {0:number} der Sprache ist hier nicht bekannt: Bekannt ist Version 1, und so wird die Datei gelesen.',
  'This version of the language is not known here: this build knows version 1, and reads the file as that.':
    'Diese Version der Sprache ist hier nicht bekannt: Bekannt ist Version 1, und so wird die Datei gelesen.',
  'The parts of a path are separated by `/`: write `{0}`.': 'Die Teile eines Pfads trennt `/`: Schreiben Sie `{0}`.',
  '`{0}` cannot be imported: {1}.': '`{0}` kann nicht importiert werden: {1:text}.',
  '`{0}` cannot be imported: it was not found.': '`{0}` kann nicht importiert werden: Die Datei wurde nicht gefunden.',
  '`{0}` cannot be imported: it does not exist.': '`{0}` kann nicht importiert werden: Die Datei gibt es nicht.',
  '`{0}` cannot be imported: it is a folder.': '`{0}` kann nicht importiert werden: Das ist ein Ordner.',
  '`{0}` cannot be imported: it may not be read.': '`{0}` kann nicht importiert werden: Die Datei darf nicht gelesen werden.',
  '`{0}` cannot be imported: it is no file of this machine.':
    '`{0}` kann nicht importiert werden: Die Datei liegt nicht auf diesem Rechner.',
  '`{0}` cannot be imported: it is larger than {1} MB.': '`{0}` kann nicht importiert werden: Die Datei ist größer als {1:number} MB.',
  '`{0}` cannot be imported: it could not be read.': '`{0}` kann nicht importiert werden: Die Datei konnte nicht gelesen werden.',
  '`{0}` cannot be imported: this editor gives no access to files.':
    '`{0}` kann nicht importiert werden: Dieser Editor gibt keinen Zugriff auf Dateien.',
  '`{0}` cannot be imported: it is not in this commit.': '`{0}` kann nicht importiert werden: Die Datei ist nicht in diesem Commit.',
  '`{0}` cannot be imported: There is no file {1}.': '`{0}` kann nicht importiert werden: Eine Datei {1} gibt es nicht.',
  'These imports go in a circle: {0}.': 'Diese Importe führen im Kreis: {0}.',

  // Values and comparisons that do not fit the field
  '`{0}` ({1}) is not true or false: compare it, such as `{2}`.':
    '`{0}` ({1}) ist nicht wahr oder falsch: Vergleichen Sie es mit etwas, zum Beispiel `{2}`.',
  '`{0}` ({1}) cannot be compared: send the number that matters as a field of its own.':
    '`{0}` ({1}) kann nicht verglichen werden: Senden Sie die Zahl, auf die es ankommt, als eigenes Feld.',
  '`{0}` ({1}) can only be compared with `==` or `!=`.': '`{0}` ({1}) kann nur mit `==` oder `!=` verglichen werden.',
  '`{0}` ({1}) is compared with `true` or `false`.': '`{0}` ({1}) wird mit `true` oder `false` verglichen.',
  '`{0}` ({1}) is compared with a text in quotation marks.': '`{0}` ({1}) wird mit einem Text in Anführungszeichen verglichen.',
  '`{0}` ({1}) is compared with a number.': '`{0}` ({1}) wird mit einer Zahl verglichen.',
  'A value in a rule is in its field’s unit: for `{0}` ({1}) write `{2}` without a unit.':
    'Ein Wert in einer Regel steht in der Einheit seines Felds: Schreiben Sie für `{0}` ({1}) `{2}` ohne Einheit.',
  '`{0}` is of type `{1}`, and this value is not.': '`{0}` ist vom Typ `{1}`, dieser Wert nicht.',

  // No `every` or `rate`, no `payload` and no `telemetry`
  '`{0}` lacks `every` or `rate` and is left out of the costs: write how often a device sends.':
    'Bei `{0}` fehlt `every` oder `rate`, die Gruppe zählt nicht zu den Kosten: Schreiben Sie, wie oft ein Gerät sendet.',
  '`{0}` lacks `payload` and `telemetry` and is left out of the costs: write the size of a message.':
    'Bei `{0}` fehlen `payload` und `telemetry`, die Gruppe zählt nicht zu den Kosten: Schreiben Sie die Größe einer Nachricht.',
};

/** twin-3001 … twin-3014: the scenario. */
const SCENARIO: Catalogue = {
  // Retention out of order
  '`{0}` ({1}) is below `{2}` ({3}), so the tier is not used: these are ages, and data leaves the tiers in the order hot, cool, archive.':
    '`{0}` ({1}) liegt unter `{2}` ({3}), die Stufe wird daher nicht genutzt: Es sind Alter, und Daten verlassen die Stufen in der Reihenfolge hot, cool, archive.',
  '`{0}` ({1}) is below `{2}` ({3}, the default), so the tier is not used: these are ages, and data leaves the tiers in the order hot, cool, archive.':
    '`{0}` ({1}) liegt unter `{2}` ({3}, dem Standard), die Stufe wird daher nicht genutzt: Es sind Alter, und Daten verlassen die Stufen in der Reihenfolge hot, cool, archive.',
  '`{0}` ({1}) is below `{2}` ({3}) for `{4}`, so the tier is not used: these are ages, and data leaves the tiers in the order hot, cool, archive.':
    '`{0}` ({1}) liegt für `{4}` unter `{2}` ({3}), die Stufe wird daher nicht genutzt: Es sind Alter, und Daten verlassen die Stufen in der Reihenfolge hot, cool, archive.',
  '`{0}` ({1}) is below `{2}` ({3}, the default) for `{4}`, so the tier is not used: these are ages, and data leaves the tiers in the order hot, cool, archive.':
    '`{0}` ({1}) liegt für `{4}` unter `{2}` ({3}, dem Standard), die Stufe wird daher nicht genutzt: Es sind Alter, und Daten verlassen die Stufen in der Reihenfolge hot, cool, archive.',

  // Groups in models
  '`{0}` stands in no model: write `has {0}` in one.': '`{0}` steht in keinem Modell: Schreiben Sie `has {0}` in eines.',
  'The models have {0} devices of `{1}`, and the group has {2}.':
    'Die Modelle haben {0:number} Geräte von `{1}`, die Gruppe hat {2:number}.',
  'The rest of `{0}` already stands in another model: write a number before the name, or remove one of them.':
    'Der Rest von `{0}` steht schon in einem anderen Modell: Schreiben Sie eine Zahl vor den Namen, oder entfernen Sie einen von beiden.',

  // Rules
  'This rule can never hold: the parts of `{0}` exclude each other.':
    'Diese Regel kann nie zutreffen: Die Teile von `{0}` schließen einander aus.',
  'Rules across groups (`{0}` and `{1}`) are not modelled in version 1: write one rule for each group.':
    'Regeln über mehrere Gruppen (`{0}` und `{1}`) gibt es in Version 1 nicht: Schreiben Sie für jede Gruppe eine Regel.',
  'This rule does nothing: write an action in its braces, such as `notify "too hot"`.':
    'Diese Regel tut nichts: Schreiben Sie eine Aktion in ihre Klammern, zum Beispiel `notify "too hot"`.',

  // Region and residency
  '`{0}` lies outside {1}, so every provider without a region of its own leaves the search.':
    '`{0}` liegt außerhalb von {1}, jede Cloud ohne eigene Region scheidet daher aus.',
  '`{0}` lies outside {1}, so {2} leaves the search.': '`{0}` liegt außerhalb von {1}, {2} scheidet daher aus.',
  'The default region, `eu-central`, lies outside US: write `region us-east`.':
    'Die Region ohne Angabe, `eu-central`, liegt außerhalb von US: Schreiben Sie `region us-east`.',

  // Placement and budgets of slots
  'The twin has no `{0}`, so this line has no effect.': 'Der Zwilling hat kein `{0}`, diese Zeile bewirkt daher nichts.',
  'No group keeps data in the cool tier, so this line has no effect.':
    'Keine Gruppe hält Daten in der kühlen Stufe, diese Zeile bewirkt daher nichts.',
  'No group keeps data in the archive, so this line has no effect.': 'Keine Gruppe hält Daten im Archiv, diese Zeile bewirkt daher nichts.',
  'This leaves no provider for `{0}`, so the line is skipped.': 'Für `{0}` bleibt so keine Cloud, die Zeile wird daher übergangen.',
  '`{0}` is not among this twin’s providers ({1}), so the line is skipped.':
    '`{0}` ist keine der Clouds dieses Zwillings ({1}), die Zeile wird daher übergangen.',

  // Twin without devices, peak below the rate
  '`{0}` has no `devices`, so hardly anything costs.': '`{0}` hat keine `devices` und kostet daher fast nichts.',
  '`peak` ({0}) is below the rate ({1}), so it is skipped.': '`peak` ({0}) liegt unter der Rate ({1}) und wird daher übergangen.',
};

/** twin-3101 and twin-4001 … twin-4010: what only prices can tell. */
const COST: Catalogue = {
  // Of a scenario: the message of any of these follows. Where a message begins with a value, the value takes these words along.
  'Scenario {0}: {1}': 'Szenario {0}: {1:text}',

  // Slots that a cloud cannot serve
  '{0} ({1}) on {2} is not available: {3}.': '{0:text} ({1:text}) ist auf {2} nicht verfügbar: {3:text}.',
  '{0} ({1}) on {2} cannot be priced: {3}. Update the price book or name another one.':
    '{0:text} ({1:text}) hat auf {2} keinen Preis: {3:text}. Aktualisieren Sie das Preisbuch, oder nennen Sie ein anderes.',
  'data acquisition': 'Datenerfassung',
  'data processing': 'Datenverarbeitung',
  'storage, hot': 'Speicher, heiß',
  'storage, cool': 'Speicher, kühl',
  'storage, archive': 'Speicher, Archiv',
  visualization: 'Visualisierung',
  // What a provider's own list says of a service that a region lacks
  'AWS lists {0} in 1 other region and not in {1}: {2}': 'AWS führt {0} in 1 anderen Region und nicht in {1}: {2}',
  'AWS lists {0} in {1} other regions and not in {2}: {3}': 'AWS führt {0} in {1} anderen Regionen und nicht in {2}: {3}',
  'Google’s catalog has {0} SKUs of {1} and none that is global or of {2}: {3}':
    'Der Katalog von Google hat {0} SKUs von {1} und keine, die global ist oder zu {2} gehört: {3}',
  'Azure lists prices of {0} in other regions and none in {1}: {2}': 'Azure führt Preise von {0} in anderen Regionen und keine in {1}: {2}',
  'AWS: {0}.': 'Bei AWS: {0:text}.',
  'Azure: {0}.': 'Bei Azure: {0:text}.',
  'Google Cloud: {0}.': 'Bei Google Cloud: {0:text}.',

  // No placement is possible; a twin whose head is lost has no name
  '{0} has no possible placement: {1}.': '{0:text} hat keine mögliche Platzierung: {1:text}.',
  '{0}, scenario {1} has no possible placement: {2}.': '{0:text}, Szenario {1}, hat keine mögliche Platzierung: {2:text}.',
  ' has no possible placement: {0}.': 'Der Zwilling hat keine mögliche Platzierung: {0:text}.',
  'Scenario {0}: , scenario {0} has no possible placement: {1}.': 'Szenario {0}: Der Zwilling hat keine mögliche Platzierung: {1:text}.',
  'no cloud serves every slot': 'keine Cloud bedient jeden Platz',

  // Placement not cost-optimal
  '{0} on {1} costs {2} per month more than on {3}, the best for the rest of this placement.':
    '{0:text} kostet auf {1} im Monat {2:number} mehr als auf {3}, der besten Cloud für den Rest dieser Platzierung.',

  // Budget exceeded
  'Over the budget: {0} of {1} per month, {2} too much.': 'Über dem Budget: {0:number} von {1:number} im Monat, {2:number} zu viel.',
  'Over the budget: {0} of {1} per month, {2} too much. The best placement costs {3}.':
    'Über dem Budget: {0:number} von {1:number} im Monat, {2:number} zu viel. Die beste Platzierung kostet {3:number}.',
  '{0} is over the budget: {1} of {2} per month, {3} too much.':
    '{0:text} liegt über dem Budget: {1:number} von {2:number} im Monat, {3:number} zu viel.',

  // Currency not in the price book
  'The price book {0} has no rate of {1}. Figures are in USD. Write one of {2}, or add a dated rate of {1} to the book.':
    'Das Preisbuch {0} hat keinen Kurs von {1}. Die Zahlen sind in USD. Schreiben Sie eine von {2}, oder ergänzen Sie im Buch einen Kurs von {1} mit Datum.',
  'The price book {0} has no rate of {1}. The budget is not checked. Write one of {2}, or add a dated rate of {1} to the book.':
    'Das Preisbuch {0} hat keinen Kurs von {1}. Das Budget wird nicht geprüft. Schreiben Sie eine von {2}, oder ergänzen Sie im Buch einen Kurs von {1} mit Datum.',

  // Old prices, billed for longer than kept, unknown assumption
  'The prices are {0} days old (book {1}).': 'Die Preise sind {0:number} Tage alt (Buch {1}).',
  'The prices of {0} are {1} days old (book {2}).': 'Die Preise von {0} sind {1:number} Tage alt (Buch {2}).',
  'The prices of {0} and {1} are {2} days old (book {3}).': 'Die Preise von {0} und {1} sind {2:number} Tage alt (Buch {3}).',
  'Data stays {0} days in the {1} tier, {2} bills at least {3} days.':
    'Daten bleiben {0:number} Tage in der Stufe {1}, {2} berechnet mindestens {3} Tage.',
  'Data stays 1 days in the {0} tier, {1} bills at least {2} days.':
    'Daten bleiben 1 Tag in der Stufe {0}, {1} berechnet mindestens {2} Tage.',
  'The cost model has no assumption `{0}`.': 'Das Kostenmodell hat keine Annahme `{0}`.',
  'The cost model has no assumption `{0}`; did you mean `{1}`.': 'Das Kostenmodell hat keine Annahme `{0}`. Meinten Sie `{1}`?',
};

/** What is said of the other places of a problem. */
const RELATED: Catalogue = {
  'the first one': 'die erste Stelle',
  'the other one': 'die andere Stelle',
  'this one counts': 'diese Stelle gilt',
  '`{0}` stands here': '`{0}` steht hier',
  'the rate': 'die Rate',
  'the peak': 'die Spitze',
  'the group': 'die Gruppe',
  'the providers': 'die Clouds',
  'the residency': 'der Datenstandort',
  'the region before': 'die Region davor',
  'the rule’s group': 'die Gruppe der Regel',
};

/** Titles of fixes, and of what else the editor offers at a place. */
const FIXES: Catalogue = {
  'Write `{0}`': '`{0}` schreiben',
  'Insert `{0}`': '`{0}` einfügen',
  'Remove `{0}`': '`{0}` entfernen',
  'Add `{0}`': '`{0}` ergänzen',
  'Move `{` up': '`{` in die Zeile darüber setzen',
  'Put it in quotation marks': 'In Anführungszeichen setzen',
  'Remove it': 'Entfernen',
  'Remove the import': 'Den Import entfernen',
  'Remove the rule': 'Die Regel entfernen',
  'Remove the line': 'Die Zeile entfernen',
  'Remove the one that does not count': 'Die Stelle entfernen, die nicht gilt',
  'Remove the second one': 'Die zweite entfernen',
  'Add `has {0}` to {1}': '`has {0}` in {1} ergänzen',
  'Add `has {0}` to ': '`has {0}` im Modell ergänzen',

  // Placement and budget
  'Leave {0} to the optimizer ({1})': '{0} der Optimierung überlassen ({1})',
  'Use the best placement: {0} per month': 'Die beste Platzierung nutzen: {0:number} im Monat',
  'Write `{0}`: {1} per month': '`{0}` schreiben: {1:number} im Monat',
  'Raise the budget to {0} / month': 'Das Budget auf {0:number} im Monat erhöhen',

  // Offered without a problem, or made of one by the editor
  'Import `{0}` from "{1}"': '`{0}` aus "{1}" importieren',
  'Fix all that can be fixed at once': 'Alles beheben, was sich auf einmal beheben lässt',
  'Sort the blocks': 'Die Blöcke ordnen',
  'Extract a device type `{0}`': 'Gerätetyp `{0}` herausziehen',
  'Inline the device type `{0}` here': 'Den Gerätetyp `{0}` hier einsetzen',
  'Inline `{0}` everywhere': '`{0}` überall einsetzen',
  'Inline `{0}` everywhere and remove it': '`{0}` überall einsetzen und entfernen',
  'Write as `{0}`': 'Als `{0}` schreiben',
  'Use the tier: add `{0}` to `storage`': 'Die Stufe nutzen: `{0}` in `storage` ergänzen',
};

export const PROBLEMS: Catalogue = { ...SYNTAX, ...MEANING, ...SCENARIO, ...COST, ...RELATED, ...FIXES };
