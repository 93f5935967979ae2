import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Facts } from '../../../src/customers/index.js';
import { nameKey } from '../../../src/customers/domain/search-keys.js';
import { createAssess } from '../../../src/due-diligence/requirements/domain/assess.js';
import { groundsOn } from '../../../src/due-diligence/approvals/domain/grounds.js';
import { loadRequirements } from '../../../src/due-diligence/requirements/requirement-file.js';
import { demoBank } from '../../support/demo-bank.js';

const source = readFileSync(fileURLToPath(import.meta.url), 'utf8');
const TODAY = '2026-03-02';
const file = loadRequirements();
const assess = createAssess({ file, nameKey });
const images = ['archive/1'];
const document = {
  type: 'resident-id' as const,
  number: '110101199003072516',
  validUntil: '2035-01-01',
  images,
};
const person: Facts = {
  kind: 'individual',
  branch: 'B1',
  name: '王芳',
  gender: 'female',
  nationality: 'CHN',
  occupation: '20100',
  addresses: [{ type: 'residence', text: '朝阳区某路 1 号', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
  documents: [document],
};
const natural = {
  name: '王芳',
  gender: 'female' as const,
  nationality: 'CHN',
  dateOfBirth: '1990-03-07',
  documents: [document],
};
const owner = { ...natural, basis: 'equity', share: '100', since: '2020-01-02' };
const head = { name: '王芳', documents: [document], contacts: person.contacts! };
const firm: Facts = {
  kind: 'organisation',
  branch: 'B1',
  name: '某某有限公司',
  businessScope: '软件开发',
  addresses: person.addresses!,
  documents: [{ type: 'unified-social-credit', number: '91110000MA0000000X', longTerm: true, images }],
  legalRepresentative: head,
  beneficialOwners: [owner],
};
const shop: Facts = { ...firm, kind: 'sole-trader', beneficialOwners: [] };
const agent = { name: '李四', authorisation: '授权书', contacts: person.contacts!, documents: [document] };
const bank = { supervision: '某监管机构', reputation: '良好', controls: '已评估', shellBank: false };

const codes = (facts: Facts, day = TODAY) => assess(facts, day).map(({ code }) => code);
const without = (facts: Facts, field: keyof Facts): Facts => {
  const { [field]: _gone, ...rest } = facts;
  return rest as Facts;
};

describe('facts a bank must register', () => {
  it.each([
    ['person', person],
    ['firm', firm],
    ['sole trader, who has no beneficial owner', shop],
    ['public body, which has none either', { ...firm, publicBody: true, beneficialOwners: [] }],
    ['firm with an agent', { ...firm, agent }],
    ['correspondent bank', { ...firm, correspondent: bank }],
    [
      'person verified by a third party',
      {
        ...person,
        reliedOnThirdParty: {
          institution: '某公司',
          assessedOn: TODAY,
          supervised: true,
          dataAvailable: true,
        },
      },
    ],
  ] as [string, Facts][])('are all there for a whole %s', (_who, facts) => {
    expect(codes(facts)).toEqual([]);
  });

  it.each([
    ['documents', 'missing-document'],
    ['addresses', 'missing-address'],
    ['gender', 'missing-gender'],
    ['nationality', 'missing-nationality'],
    ['occupation', 'missing-occupation'],
    ['contacts', 'missing-contact'],
  ] as const)('misses %s of a person', (field, code) => {
    expect(codes(without(person, field))).toEqual([code]);
  });

  it.each([
    ['documents', 'missing-document'],
    ['addresses', 'missing-address'],
    ['businessScope', 'missing-business-scope'],
    ['legalRepresentative', 'missing-legal-representative'],
  ] as const)('misses %s of a firm and of a sole trader', (field, code) => {
    expect(codes(without(firm, field))).toEqual([code]);
    expect(codes(without(shop, field))).toEqual([code]);
  });

  const { documents: _documents, ...undocumented } = head;
  const { contacts: _contacts, ...unreachable } = head;
  it.each<[string, Facts, string]>([
    [
      'the validity of a document',
      { ...person, documents: [{ type: 'passport', number: 'E1', images }] },
      'missing-document-validity',
    ],
    [
      'the document of the head',
      { ...firm, legalRepresentative: undocumented },
      'missing-legal-representative-document',
    ],
    [
      'its validity',
      { ...firm, legalRepresentative: { ...head, documents: [{ type: 'passport', number: 'E1', images }] } },
      'missing-legal-representative-document-validity',
    ],
    [
      'the contact of the head',
      { ...shop, legalRepresentative: unreachable },
      'missing-legal-representative-contact',
    ],
    ['the beneficial owner of a firm', { ...firm, beneficialOwners: [] }, 'missing-beneficial-owner'],
    [
      "an owner's gender",
      { ...firm, beneficialOwners: [owner, without(owner as never, 'gender') as never] },
      'missing-beneficial-owner-gender',
    ],
    [
      "an owner's nationality",
      { ...firm, beneficialOwners: [without(owner as never, 'nationality') as never] },
      'missing-beneficial-owner-nationality',
    ],
    [
      "an owner's date of birth",
      { ...firm, beneficialOwners: [without(owner as never, 'dateOfBirth') as never] },
      'missing-beneficial-owner-date-of-birth',
    ],
    [
      "an owner's document",
      { ...firm, beneficialOwners: [without(owner as never, 'documents') as never] },
      'missing-beneficial-owner-document',
    ],
    [
      "the validity of an owner's document",
      { ...firm, beneficialOwners: [{ ...owner, documents: [{ type: 'passport', number: 'E1', images }] }] },
      'missing-beneficial-owner-document-validity',
    ],
    ["an agent's contact", { ...person, agent: { ...agent, contacts: [] } }, 'missing-agent-contact'],
    ["an agent's document", { ...person, agent: { ...agent, documents: [] } }, 'missing-agent-document'],
    [
      "an agent's authority",
      { ...person, agent: { ...agent, authorisation: '' } },
      'missing-agent-authorisation',
    ],
    [
      "the validity of a firm's agent's document",
      { ...firm, agent: { ...agent, documents: [{ type: 'passport', number: 'E1', images }] } },
      'missing-agent-document-validity',
    ],
    [
      "a respondent bank's supervision",
      { ...firm, correspondent: { ...bank, supervision: undefined } } as Facts,
      'missing-correspondent-supervision',
    ],
    [
      "a respondent bank's reputation",
      { ...firm, correspondent: { ...bank, reputation: undefined } } as Facts,
      'missing-correspondent-reputation',
    ],
    [
      "a respondent bank's controls",
      { ...firm, correspondent: { ...bank, controls: undefined } } as Facts,
      'missing-correspondent-controls',
    ],
    [
      'the statement about shell banks',
      { ...firm, correspondent: { ...bank, shellBank: undefined } } as Facts,
      'missing-shell-bank-statement',
    ],
    [
      'the data of a third party',
      {
        ...person,
        reliedOnThirdParty: {
          institution: '某公司',
          assessedOn: TODAY,
          supervised: true,
          dataAvailable: false,
        },
      },
      'third-party-data-unavailable',
    ],
    [
      'the confirmation of a third party',
      { ...person, reliedOnThirdParty: { institution: '某公司', assessedOn: TODAY, supervised: true } },
      'unconfirmed-third-party-data',
    ],
    [
      'the proof that a third party is supervised',
      { ...person, reliedOnThirdParty: { institution: '某公司', assessedOn: TODAY, dataAvailable: true } },
      'unconfirmed-third-party-supervision',
    ],
    [
      'supervision of a third party',
      {
        ...person,
        reliedOnThirdParty: {
          institution: '某公司',
          assessedOn: TODAY,
          dataAvailable: true,
          supervised: false,
        },
      },
      'third-party-unsupervised',
    ],
    [
      'the source of funds of a foreign politician',
      { ...person, politicallyExposed: { category: 'foreign' } },
      'missing-source-of-funds',
    ],
  ])('misses %s', (_what, facts, code) => {
    expect(codes(facts)).toEqual([code]);
  });

  it('has a case here for every requirement of the file', () => {
    const untried = file.requirements.filter(({ code }) => !source.includes(`'${code}'`));
    expect(untried.map(({ code }) => code)).toEqual([]);
  });

  it('quotes the provision in force on the day', () => {
    const [now] = assess(without(person, 'gender'), TODAY);
    expect(now!.article).toEqual({
      en: 'CDD Measures 2025, art. 49',
      zh: '《客户尽职调查管理办法》（2025）第49条',
    });
    expect(assess(without(person, 'gender'), '2025-12-31')[0]!.article!.en).toBe(
      'Order [2007] No. 2, art. 33',
    );
    expect(
      codes({ ...firm, beneficialOwners: [without(owner as never, 'gender') as never] }, '2026-01-19'),
    ).toEqual([]);
  });
});

const foreign = { ...document, type: 'passport' as const };
describe('simplified due diligence (art. 29)', () => {
  it('asks less of a person and of a firm', () => {
    const little: Facts = {
      kind: 'individual',
      name: '王芳',
      contacts: person.contacts!,
      documents: [document],
    };
    expect(codes(little)).toEqual([
      'missing-address',
      'missing-gender',
      'missing-nationality',
      'missing-occupation',
    ]);
    expect(codes({ ...little, dueDiligence: 'simplified' })).toEqual([]);
    const { businessScope: _scope, legalRepresentative: _head, ...rest } = shop;
    expect(codes({ ...rest, dueDiligence: 'simplified' })).toEqual(['missing-contact']);
    expect(codes({ ...rest, contacts: person.contacts!, dueDiligence: 'simplified' })).toEqual([]);
  });

  it.each<Partial<Facts>>([
    { addresses: [{ type: 'business', text: 'x', country: 'PRK' }] },
    { legalRepresentative: { ...head, nationality: 'IRN', documents: [foreign] } },
    { beneficialOwners: [{ ...owner, nationality: 'MMR', documents: [foreign] }] },
    { correspondent: bank },
    { politicallyExposed: { category: 'international-organisation' } },
    {
      reliedOnThirdParty: {
        institution: '某公司',
        assessedOn: TODAY,
        supervised: true,
        dataAvailable: true,
      },
    },
  ])('is not for %j', (more) => {
    expect(codes({ ...firm, ...more, dueDiligence: 'simplified' })).toEqual(['simplified-not-allowed']);
  });
});

describe('what the law forbids', () => {
  it.each(['匿名', '无名氏', 'XXX', 'xx', ' Test ', 'test2', '某 某', '佚名', 'aaa', 'N O B O D Y', '———'])(
    'refuses the name %s',
    (name) => {
      const [finding] = assess({ ...person, name }, TODAY);
      expect(finding).toMatchObject({
        code: 'anonymous-name',
        refuses: true,
        article: { en: 'AML Law, art. 28' },
      });
    },
  );

  it.each(['王芳', '某某有限公司', '测试科技有限公司', 'Testa Rossa', '欧阳娜娜', 'Xavier', '甲', 'Anna'])(
    'takes %s for a name',
    (name) => {
      expect(codes({ ...person, name })).toEqual([]);
    },
  );

  it('keeps who gives such a name for a representative, an agent or an owner pending', () => {
    for (const more of [
      { legalRepresentative: { ...head, name: '不详' } },
      { agent: { ...agent, name: 'xxx' } },
      { beneficialOwners: [{ ...owner, name: '匿名' }] },
    ])
      expect(assess({ ...firm, ...more }, TODAY)).toMatchObject([
        { code: 'placeholder-name', severity: 'error' },
      ]);
  });

  it.each([
    [{ ...bank, shellBank: true }, 'shell-bank'],
    [{ ...bank, servesShellBanks: true }, 'serves-shell-banks'],
  ])('refuses %j', (correspondent, code) => {
    expect(assess({ ...firm, correspondent }, TODAY)).toMatchObject([{ code, refuses: true }]);
  });
});

describe('expired documents', () => {
  const expired = { ...document, validUntil: '2026-03-01' };
  it('are found from the day after the last, for whoever shows them', () => {
    expect(codes({ ...person, documents: [{ ...document, validUntil: TODAY }] })).toEqual([]);
    const [finding] = assess({ ...person, documents: [expired] }, TODAY);
    expect(finding).toMatchObject({ code: 'document-expired', lapse: true, severity: 'error' });
    expect(finding!.message.en).toContain('2026-03-01');
    expect(codes({ ...firm, legalRepresentative: { ...head, documents: [expired] } })).toEqual([
      'legal-representative-document-expired',
    ]);
    expect(codes({ ...firm, agent: { ...agent, documents: [expired] } })).toEqual(['agent-document-expired']);
  });

  it('do not matter beside a valid one', () => {
    expect(codes({ ...person, documents: [expired, document] })).toEqual([]);
    expect(
      codes({
        ...person,
        documents: [expired, { ...document, validUntil: undefined, longTerm: true } as never],
      }),
    ).toEqual([]);
  });
});

describe('a document that stands for an expired one', () => {
  const old = { type: 'passport' as const, number: 'E12345678', validUntil: '2020-01-01', images };
  const beside = (more: object) => ({ ...person, documents: [old, { number: 'X123456', images, ...more }] });
  it.each<[string, Facts, string[]]>([
    [
      'a household register without validity',
      beside({ type: 'household-register' }) as Facts,
      ['document-expired'],
    ],
    ['anything for ever', beside({ type: 'other', longTerm: true }) as Facts, ['document-expired']],
    [
      'a licence for ever',
      beside({ type: 'unified-social-credit', longTerm: true }) as Facts,
      ['document-expired'],
    ],
    [
      'a card whose validity nobody stated',
      beside({ type: 'military-id' }) as Facts,
      ['missing-document-validity', 'document-expired'],
    ],
    [
      'a passport without end, which there is not',
      beside({ type: 'passport', longTerm: true }) as Facts,
      ['missing-document-validity', 'document-expired'],
    ],
    [
      'a passport until the year 9999',
      beside({ type: 'passport', validUntil: '9999-12-31' }) as Facts,
      ['missing-document-validity', 'document-expired'],
    ],
    ['a military card with its own', beside({ type: 'military-id', validUntil: TODAY }) as Facts, []],
    ['a military card without end', beside({ type: 'military-id', longTerm: true }) as Facts, []],
  ])('is not %s, unless it proves identity and says how long', (_what, facts, expected) => {
    expect(codes(facts)).toEqual(expected);
    const around = { legalRepresentative: { ...head, documents: facts.documents! } };
    expect(codes({ ...firm, ...around })).toEqual(
      expected.map((code) =>
        code.startsWith('missing-')
          ? 'missing-legal-representative-document-validity'
          : `legal-representative-${code}`,
      ),
    );
  });
});

describe('the kind of document', () => {
  const of = (type: string, more: object = {}) =>
    [{ type, number: '91110000MA0000000X', validUntil: '2035-01-01', images, ...more }] as NonNullable<
      Facts['documents']
    >;
  it.each<[string, Facts, string]>([
    [
      'a licence of a person',
      { ...person, documents: of('unified-social-credit') },
      'document-proves-no-identity',
    ],
    [
      'a household register of an adult',
      { ...person, dateOfBirth: '1990-03-07', documents: of('household-register') },
      'document-proves-no-identity',
    ],
    ['a passport of a firm', { ...firm, documents: of('passport') }, 'document-proves-no-identity'],
    ['a resident card of a shop', { ...shop, documents: of('resident-id') }, 'document-proves-no-identity'],
    [
      'a licence of the head',
      { ...firm, legalRepresentative: { ...head, documents: of('unified-social-credit') } },
      'legal-representative-document-proves-no-identity',
    ],
    [
      'a licence of an agent',
      { ...person, agent: { ...agent, documents: of('unified-social-credit') } },
      'agent-document-proves-no-identity',
    ],
    [
      'a licence of an owner',
      { ...firm, beneficialOwners: [owner, { ...owner, documents: of('unified-social-credit') }] },
      'beneficial-owner-document-proves-no-identity',
    ],
  ])('is asked: %s does not do', (_what, facts, code) => {
    const found = assess(facts, TODAY);
    expect(found).toMatchObject([
      { code, severity: 'error', message: { en: expect.stringContaining('Bring') } },
    ]);
    const less = assess({ ...facts, dueDiligence: 'simplified' }, TODAY);
    expect(less.map((one) => one.code)).toContain(code);
  });

  it('of a child may be the household register', () => {
    const child = {
      ...person,
      dateOfBirth: '2010-03-03',
      documents: of('household-register', { longTerm: true }),
    };
    expect(codes(child)).toEqual([]);
    expect(codes({ ...child, dateOfBirth: '2010-03-02' })).toEqual(['document-proves-no-identity']);
  });

  it('that says nothing is for a person to look at, who approves it', () => {
    const grounds = groundsOn(file, TODAY);
    for (const [facts, code] of [
      [{ ...person, documents: of('other') }, 'document-of-other-kind'],
      [{ ...firm, documents: of('other') }, 'document-of-other-kind'],
      [
        { ...firm, legalRepresentative: { ...head, documents: of('other') } },
        'legal-representative-document-of-other-kind',
      ],
      [{ ...person, agent: { ...agent, documents: of('other') } }, 'agent-document-of-other-kind'],
    ] as [Facts, string][]) {
      expect(assess(facts, TODAY)).toMatchObject([{ code, severity: 'warning' }]);
      expect(grounds(facts)).toEqual(['document-of-other-kind']);
    }
    expect(grounds(person)).toEqual([]);
    expect(grounds({ ...person, documents: [...of('other'), document] })).toEqual([]);
  });

  it.each([
    ['resident-id', 'USA', 'error'],
    ['temporary-resident-id', 'USA', 'error'],
    ['military-id', 'USA', 'error'],
    ['resident-id', 'HKG', 'warning'],
    ['resident-id', 'CHN', undefined],
    ['passport', 'USA', undefined],
    ['foreign-permanent-resident', 'CHN', 'error'],
    ['foreign-permanent-resident', 'USA', undefined],
    ['hk-macao-permit', 'USA', 'warning'],
    ['hk-macao-permit', 'HKG', undefined],
    ['taiwan-permit', 'USA', 'warning'],
    ['taiwan-permit', 'TWN', undefined],
    ['hk-macao-taiwan-residence', 'USA', 'warning'],
    ['hk-macao-taiwan-residence', 'MAC', undefined],
  ])('%s with nationality %s: %s', (type, nationality, severity) => {
    const expected =
      severity === undefined
        ? []
        : [
            {
              severity,
              code: severity === 'error' ? 'document-nationality-mismatch' : 'document-nationality-unusual',
            },
          ];
    expect(assess({ ...person, nationality, documents: of(type) }, TODAY)).toMatchObject(expected);
    const around = { ...head, nationality, documents: of(type) };
    expect(assess({ ...firm, legalRepresentative: around }, TODAY)).toMatchObject(expected);
  });
});

describe('copies', () => {
  const { images: _images, ...uncopied } = document;
  it.each<[string, Facts, string[]]>([
    ['one of several documents', { ...person, documents: [document, uncopied] }, ['missing-document-copy']],
    ['no document at all', { ...person, documents: [] }, ['missing-document']],
    [
      'the head of a firm',
      { ...firm, legalRepresentative: { ...head, documents: [uncopied] } },
      ['missing-legal-representative-document-copy'],
    ],
    ['an agent', { ...person, agent: { ...agent, documents: [uncopied] } }, ['missing-agent-document-copy']],
    [
      'a person under simplified due diligence',
      { ...person, dueDiligence: 'simplified', documents: [uncopied] },
      [],
    ],
    ['a beneficial owner', { ...firm, beneficialOwners: [{ ...owner, documents: [uncopied] }] }, []],
  ])('of %s are asked for as the law does, and keep nobody from being active', (_whose, facts, expected) => {
    const found = assess(facts, TODAY);
    expect(found.map(({ code }) => code)).toEqual(expected);
    for (const { code, severity } of found) if (code.endsWith('copy')) expect(severity).toBe('warning');
  });
});

it('finds in a generated bank what is missing there, and no document that does not do', () => {
  const found = new Set<string>();
  for (const body of demoBank({ customers: 1_200, transactions: 1_000, days: 20 }).customers)
    for (const { code, severity } of assess(body as Facts, '2026-11-20'))
      if (severity === 'error') found.add(code);
  expect([...found].sort()).toEqual(['document-expired', 'missing-contact', 'missing-occupation']);
});

it('judges many in little time', () => {
  const many = 20_000;
  const started = process.cpuUsage();
  let found = 0;
  for (let at = 0; at < many; at += 1) found += assess(at % 2 ? person : firm, TODAY).length;
  const { user, system } = process.cpuUsage(started);
  const perSecond = many / ((user + system) / 1_000_000);
  expect(found).toBe(0);
  expect(perSecond).toBeGreaterThan(20_000);
});
