import { createLog, ocr } from '../../src/platform/index.js';
import { residentCard } from '../support/document-photos.js';
import { pdf, picture } from '../support/scans.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

const send = (bytes: Buffer, type = 'image/jpeg') =>
  service.as.teller
    .post('/api/v1/document-readings')
    .set({ 'Content-Type': type, 'Accept-Language': 'en' })
    .send(bytes);

describe('reading a document off a photo', () => {
  it('gives number, name and date of birth for a person to confirm, and keeps nothing', async () => {
    const facts = {
      name: '欧阳建国',
      number: '11010519491231002X',
      born: '1949-12-31',
      gender: 'female' as const,
    };
    const photo = await residentCard(facts, { rotation: 2 });
    const count = () =>
      service.db.query(
        'SELECT (SELECT count(*) FROM vault_object) AS n, (SELECT count(*) FROM audit_event) AS m',
      );
    const before = await count();
    const answer = await send(photo);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      candidates: [
        {
          type: 'resident-id',
          number: facts.number,
          name: facts.name,
          dateOfBirth: facts.born,
          gender: facts.gender,
          confidence: 'checked',
          findings: [],
        },
      ],
    });
    expect(await count()).toEqual(before);
  }, 180_000);

  it('takes pictures only, as what they are', async () => {
    expect((await send(pdf(), 'application/pdf')).status).toBe(415);
    expect((await send(pdf())).status).toBe(415);
    expect((await send((await picture('jpeg')).subarray(0, 400))).status).toBe(422);
  });
});

describe('the recogniser', () => {
  const log = createLog('silent');

  it('gives up on what takes too long, and refuses when too many wait', async () => {
    const recogniser = new ocr.Recogniser({ log, limit: 1, waiting: 1 });
    const bytes = await picture('jpeg');
    const [first, second, third] = [recogniser.read(bytes), recogniser.read(bytes), recogniser.read(bytes)];
    await expect(third).rejects.toMatchObject({ code: 'reader-busy', headers: { 'Retry-After': '5' } });
    await expect(first).rejects.toMatchObject({ code: 'reader-gave-up', status: 503 });
    await expect(second).rejects.toMatchObject({ code: 'reader-gave-up' });
    recogniser.close();
    await expect(recogniser.read(bytes)).rejects.toMatchObject({ code: 'reader-busy' });
  });
});
