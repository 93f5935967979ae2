import fc from 'fast-check';
import { condemnsAddress } from '../../../src/due-diligence/notices/domain/bounce.js';
import { letterPdf } from '../../../src/due-diligence/notices/letter/letter-pdf.js';
import { wrap } from '../../../src/due-diligence/notices/letter/wrap.js';

describe('a refusal of a mail server', () => {
  it.each<[string, string, boolean]>([
    ['bad-address', '', true],
    ['smtp-550', '550 5.1.1 The e-mail account does not exist', true],
    ['smtp-550', '550 no such user', true],
    ['smtp-553', '', true],
    ['smtp-550', '550 5.2.1 mailbox disabled', true],
    ['smtp-552', '552 5.2.2 mailbox full', false],
    ['smtp-550', '550 5.7.1 blocked by policy', false],
    ['smtp-553', '553 5.1.8 bad address of the sender', false],
    ['smtp-554', '554 spam', false],
    ['5.1.10', '', true],
    ['5.4.7', '', false],
    ['smtp-550', '550 host 15.1.1.2 says no', true],
  ])('%s with "%s" condemns the address: %s', (code, answer, expected) => {
    expect(condemnsAddress(code, answer)).toBe(expected);
  });
});

describe('lines of a letter', () => {
  const widthOf = (line: string) => [...line].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);

  it('fit their width, lose nothing, and begin with no closing mark', () => {
    const text = fc
      .array(
        fc.constantFrom(
          '尊',
          '敬',
          '的',
          '，',
          '。',
          '（',
          '）',
          ' ',
          'a',
          'word',
          'x'.repeat(30),
          '5.',
          '“',
          '”',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), (one, width) => {
        const lines = wrap(one, width, widthOf);
        const bare = (of: string) => of.replace(/\s/g, '');
        expect(bare(lines.join(''))).toBe(bare(one));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
    expect(wrap('请携带证件，到我行网点办理。', 10, widthOf)).toEqual([
      '请携带证',
      '件，到我行',
      '网点办理。',
    ]);
    expect(wrap('bring the document of the firm', 12, widthOf)).toEqual([
      'bring the',
      'document of',
      'the firm',
    ]);
  });
});

it('a letter is the same for the same facts, and runs over to a second page', async () => {
  const letter = {
    reference: '0198-AB',
    language: 'zh' as const,
    on: '2026-03-02',
    createdAt: new Date('2026-03-01T16:00:00Z'),
    bank: '明鉴示范银行',
    bankInEnglish: 'Mingjian Demo Bank',
    branch: '北京分行营业部',
    phone: '010-88886666',
    to: ['王芳', '北京市朝阳区某路 1 号'],
    text: { subject: '请更新证件', body: '您的证件即将到期。\n'.repeat(60) },
  };
  const [one, two] = [await letterPdf(letter), await letterPdf(letter)];
  expect(one.equals(two)).toBe(true);
  expect(one.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3);
});
