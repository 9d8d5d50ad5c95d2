/** What an assistant is told holds the report's figures, and says in words what there is to ask. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { link, parse } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { amountText, analyze, answerQuestion, inCurrency, type Question } from './index.ts';

const TEXT = `twin Home {
  currency EUR
  budget 0.01 EUR / month
  devices motion { count 40  every 2 min  payload 0.25 KB }
  storage { hot 1 month }
  place { L1 azure }
  scenario More { motion.count = 4000 }
}
`;

describe('assistant', () => {
  const { twins, problems } = analyze(link(new Map([['a.twin', parse(TEXT, 'a.twin')]]), 'a.twin'), { book: bundledBook() });
  const text = (question: Question): string => {
    const answer = answerQuestion(twins, problems, question);
    return 'text' in answer ? answer.text : assert.fail(answer.error);
  };
  const [written] = twins;
  if (written === undefined) throw new Error('no twin');

  it('cost: each slot with its cloud, the sum, budgets and warnings', () => {
    const told = text({ tool: 'twin_cost' });
    assert.ok(told.includes(`**${amountText(written.perMonth ?? NaN)} EUR per month**`));
    assert.match(told, /\| L1 Data acquisition \| Azure \| [\d.]+ \|/);
    assert.match(told, /The budget of the whole twin is exceeded/);
    assert.match(told, /- twin-4002: /);
    assert.match(text({ tool: 'twin_cost', scenario: 'More' }), /^# Home, scenario More/);
  });

  it('optimize: the ranking, and the best where the file fixes none', () => {
    const told = text({ tool: 'twin_optimize' });
    for (const { total } of written.cost.alternatives) assert.ok(told.includes(`| ${amountText(inCurrency(total, written.money))} |`));
    assert.ok(written.cost.best !== null);
    assert.ok(told.includes('without the fixed lines'), told);
  });

  it('an error in the text is told with the figures', () => {
    const broken = analyze(link(new Map([['a.twin', parse(TEXT.replace('storage {', 'storag {'), 'a.twin')]]), 'a.twin'), {
      book: bundledBook(),
    });
    const answer = answerQuestion(broken.twins, broken.problems, { tool: 'twin_cost' });
    assert.match('text' in answer ? answer.text : '', /The text has errors, so what they concern is not in the figures/);
  });

  it('what is not there is said with what is', () => {
    const refused = (question: Question): string => {
      const answer = answerQuestion(twins, problems, question);
      return 'error' in answer ? answer.error : assert.fail(answer.text);
    };
    assert.match(refused({ tool: 'twin_cost', twin: 'Hom' }), /There are: Home, Home with scenario More/);
    assert.match(refused({ tool: 'twin_cost', scenario: 'Less' }), /There are: /);
    assert.match(refused({ tool: 'twin_explain', slot: 'L9' }), /There is no slot L9/);
    assert.deepEqual(answerQuestion([], [], { tool: 'twin_cost' }), { error: 'There is no twin in this file.' });
  });
});
