import { activityStories } from './activity-sample';
import { nastyNames, sampleSummary, whole } from './sample';
import { activityChapter } from '../../../src/engine/report/activity';
import { htmlReport } from '../../../src/engine/report/html';

async function page(findings: ReturnType<typeof activityStories>): Promise<string> {
  const told = await activityChapter(findings);
  return whole(htmlReport(sampleSummary(), [], { chapters: told ? [told] : [] }));
}

const chapter = (text: string) => /<section id="activity"[^]*?<\/section>/.exec(text)?.[0] ?? '';

test('without activity there is no chapter and no link to it', async () => {
  const text = await page([]);
  expect(chapter(text)).toBe('');
  expect(text).not.toContain('href="#activity"');
});

test('tells stories the worst first, each with a mark for each detection and its steps', async () => {
  const stories = activityStories();
  const text = await page(stories);
  expect(text).toContain('<a href="#activity">Activity</a>');
  const shown = chapter(text);
  expect([...shown.matchAll(/<details class="story s-(\w+)"/g)].map(([, severity]) => severity)).toEqual(['critical', 'high', 'medium']);
  expect(shown.match(/<circle/g)).toHaveLength(stories.flatMap(({ evidence }) => (evidence.story as { steps: object[] }).steps).length);
  expect(shown).toContain('Raised from high: arn:aws:iam::111122223333:user/alice reaches');
  expect([...shown.matchAll(/class="lane"[^>]*>([^<]+)</g)].slice(0, 4).map(([, lane]) => lane)).toEqual(['Initial Access', 'Persistence', 'Defense Evasion', 'Discovery']);
});

test('more stories than are shown are counted', async () => {
  const [story] = activityStories();
  const many = Array.from({ length: 100 }, (_, n) => ({ ...story, id: `story|${n}` }));
  const shown = chapter(await page(many));
  expect(shown.match(/<details class="story/g)).toHaveLength(40);
  expect(shown).toContain('60 more are in the lake.');
});

test('no text of a log becomes markup', async () => {
  for (const name of nastyNames) {
    const [, story] = activityStories(name);
    const tags = (text: string) => chapter(text).match(/<[a-z/][^>]*>/g)!.map((tag) => tag.replace(/="[^"]*"/g, ''));
    expect(tags(await page([story]))).toEqual(tags(await page(activityStories('plain').slice(1, 2))));
  }
});

test('a story whose evidence is not as it should be is shown as far as it goes', async () => {
  const [story] = activityStories();
  const shown = chapter(await page([{ ...story, evidence: {} }] as never));
  expect(shown).toContain('<details class="story');
  expect(shown).not.toContain('<svg');
});
