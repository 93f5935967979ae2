import pg from 'pg';
import sharp from 'sharp';
import { newId, sha256 } from '../../src/platform/index.js';
import { bomb, pdf, photo, picture } from '../support/scans.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
type Who = keyof TestService['as'];
const JPEG = 'image/jpeg';

beforeAll(async () => {
  service = await startTestService({ configuration: { IMAGE_MEGABYTES: 1 } });
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service?.close());

const upload = (bytes: Buffer, type = JPEG, as: Who = 'teller', headers: Record<string, string> = {}) =>
  service.as[as]
    .post('/api/v1/document-images')
    .set({ 'Content-Type': type, ...headers })
    .send(bytes);
const uploaded = async (as: Who = 'teller'): Promise<string> => {
  const answer = await upload(await picture('jpeg'), JPEG, as);
  expect(answer.status).toBe(201);
  return answer.body.id as string;
};
const fetched = (id: string, as: Who = 'teller', what = '') =>
  service.as[as]
    .get(`/api/v1/document-images/${id}${what}`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
const status = async (id: string, as: Who = 'teller', what = '') => (await fetched(id, as, what)).status;
let number = 1_000;
const body = (images: string[], more: object = {}) => ({
  kind: 'individual',
  branch: '0001',
  name: '王芳',
  documents: [{ type: 'passport', number: `E1234${(number += 1)}`, images }],
  ...more,
});
const store = (customer: object, as: Who = 'teller') =>
  service.as[as].post('/api/v1/customers').send(customer);
const stored = async (customer: object, as: Who = 'teller') => {
  const answer = await store(customer, as);
  expect(answer.status).toBe(201);
  return answer.body as { id: string; version: number; documents: { images: string[] }[] };
};
const change = (id: string, version: number, patch: object, as: Who = 'teller') =>
  service.as[as].patch(`/api/v1/customers/${id}`).set('If-Match', String(version)).send(patch);
const auditOf = (id: string) =>
  service.db.query<{ action: string; details: object }>(
    'SELECT action, details FROM audit_event WHERE subject_id = $1 ORDER BY id',
    [id],
  );

/** As if these had been uploaded more than a day ago, when the job comes. */
async function expire(...ids: string[]): Promise<void> {
  await asOwner(
    `UPDATE document_image SET uploaded_at = uploaded_at - interval '25 hours' WHERE id = ANY($1)`,
    [ids],
  );
  await service.scheduler.drain('document-image-expiry');
}
async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: service.database.ownerUrl });
  await owner.connect();
  await owner.query(sql, values).finally(() => owner.end());
}

describe('sending a scan', () => {
  it.each([
    [JPEG, () => picture('jpeg')],
    ['image/png', () => picture('png')],
    ['image/tiff', () => picture('tiff')],
    ['application/pdf', async () => pdf()],
  ])('keeps %s as it was sent, encrypted, and leaves a trace', async (type, make) => {
    const bytes = await make();
    const answer = await upload(bytes, type);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      mediaType: type,
      size: bytes.length,
      sha256: sha256(bytes).toString('hex'),
    });
    const { id } = answer.body as { id: string };
    const back = await fetched(id);
    expect(back.body).toEqual(bytes);
    expect(back.headers).toMatchObject({
      'content-type': type,
      'content-disposition': expect.stringMatching(
        /^attachment; filename="[0-9a-f-]{36}\.(jpg|png|tif|pdf)"$/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'no-store',
    });
    const [row] = await service.db.query<{ ciphertext: Buffer }>(
      'SELECT ciphertext FROM vault_object WHERE id = $1',
      [id],
    );
    expect(row!.ciphertext.includes(bytes.subarray(0, 32))).toBe(false);
    expect(await auditOf(id)).toEqual([
      { action: 'document-image.uploaded', details: { mediaType: type, size: bytes.length } },
      { action: 'document-image.downloaded', details: {} },
    ]);
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  it.each([
    ['a JPEG declared as PNG', 'image/png', () => picture('jpeg')],
    ['a PDF declared as JPEG', JPEG, async () => pdf()],
    ['HTML declared as PDF', 'application/pdf', async () => Buffer.from('<html>%PDF-1.4 %%EOF</html>')],
    ['SVG declared as PNG', 'image/png', async () => svg],
    ['SVG', 'image/svg+xml', async () => svg],
    ['HTML', 'text/html', async () => Buffer.from('<html></html>')],
    ['WebP declared as JPEG', JPEG, () => picture('webp')],
    ['GIF', 'image/gif', () => picture('gif')],
    ['a program', JPEG, async () => Buffer.from('MZ\x90\0\x03')],
    ['what is nothing', JPEG, async () => Buffer.from([0])],
  ])('refuses %s', async (_what, type, make) => {
    const answer = await upload(await make(), type);
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it.each([
    ['a picture that was cut', JPEG, async () => (await picture('jpeg')).subarray(0, 400), 'unreadable-scan'],
    ['a PDF that was cut', 'application/pdf', async () => pdf().subarray(0, 60), 'unreadable-scan'],
    [
      'a PDF with a script',
      'application/pdf',
      async () => pdf('/OpenAction<</S/JavaScript>>'),
      'active-scan',
    ],
    ['an encrypted PDF', 'application/pdf', async () => pdf('/Encrypt 3 0 R'), 'active-scan'],
  ])('refuses %s', async (_what, type, make, code) => {
    const answer = await upload(await make(), type);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  it('refuses what is too large, in bytes or in pixels, before it is unpacked', async () => {
    const large = await upload(Buffer.alloc(1_048_577, 1));
    expect([large.status, large.body.code]).toEqual([413, 'too-large']);
    const pixels = bomb();
    expect(pixels.length).toBeLessThan(200_000);
    const answer = await upload(pixels, 'image/png');
    expect([answer.status, answer.body.code]).toEqual([413, 'too-many-pixels']);
  });

  it('refuses an empty body and a content encoding', async () => {
    expect((await upload(Buffer.alloc(0))).status).toBe(400);
    const zipped = await upload(await picture('jpeg'), JPEG, 'teller', { 'Content-Encoding': 'gzip' });
    expect(zipped.status).toBe(415);
  });

  it('answers the same to the same key, and 409 to another scan under it', async () => {
    const [one, two] = [await picture('jpeg'), await picture('jpeg')];
    const first = await upload(one, JPEG, 'teller', { 'Idempotency-Key': 'scan-1' });
    const again = await upload(one, JPEG, 'teller', { 'Idempotency-Key': 'scan-1' });
    expect(again.body).toEqual(first.body);
    expect((await upload(two, JPEG, 'teller', { 'Idempotency-Key': 'scan-1' })).status).toBe(409);
  });

  it('says when the master key is not there, and keeps nothing', async () => {
    const bare = await startTestService({
      masterKeys: 'from the configuration',
      configuration: { DATABASE_URL: 'x' },
    });
    try {
      const answer = await bare.as.teller
        .post('/api/v1/document-images')
        .set('Content-Type', JPEG)
        .send(await picture('jpeg'));
      expect([answer.status, answer.body.code]).toEqual([503, 'no-master-key']);
    } finally {
      await bare.close();
    }
  });
});

describe('looking at a scan', () => {
  it('shows a picture drawn anew: upright, as JPEG, without what else was in the file', async () => {
    const bytes = await photo();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const { body } = await upload(bytes);
    const shown = await fetched(body.id, 'teller', '/preview');
    expect(shown.headers).toMatchObject({ 'content-type': JPEG, 'content-disposition': 'inline' });
    const metadata = await sharp(shown.body as Buffer).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 40, height: 60 });
    expect([metadata.exif, metadata.xmp, metadata.icc, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has no preview of a PDF', async () => {
    const { body } = await upload(pdf(), 'application/pdf');
    const answer = await fetched(body.id, 'teller', '/preview');
    expect(answer.status).toBe(409);
  });
});

describe('an image and its customer', () => {
  it('is bound when a customer is stored that names it, and then seen by whoever sees the customer', async () => {
    const id = await uploaded();
    expect(await status(id, 'officer')).toBe(404);
    const customer = await stored(body([id, 'archive/2026/17']));
    expect(customer.documents[0]!.images).toEqual([id, 'archive/2026/17']);
    for (const who of ['teller', 'officer', 'manager', 'auditor', 'core'] as const) {
      expect([who, await status(id, who)]).toEqual([who, 200]);
      expect([who, await status(id, who, '/preview')]).toEqual([who, 200]);
    }
    expect(await status(id, 'admin')).toBe(403);
    const trail = await auditOf(id);
    expect(trail.at(-1)).toEqual({ action: 'document-image.viewed', details: { customer: customer.id } });
  });

  it('is not seen by a teller of another branch, not even its uploader', async () => {
    const id = await uploaded('core');
    await stored(body([id], { branch: '0002' }), 'core');
    expect(await status(id, 'teller')).toBe(404);
    expect(await status(id, 'teller', '/preview')).toBe(404);
    const own = await uploaded();
    const customer = await stored(body([own]));
    expect((await change(customer.id, customer.version, { branch: '0002' }, 'core')).status).toBe(200);
    expect(await status(own, 'teller')).toBe(404);
  });

  it.each([
    ['that does not exist', async () => newId()],
    ['that another person uploaded', () => uploaded('core')],
    [
      'of another customer',
      async () => {
        const id = await uploaded();
        await stored(body([id]));
        return id;
      },
    ],
  ])('cannot be one %s; whose it is is not said', async (_what, make) => {
    const id = await make();
    const fault = { pointer: '/documents/0/images/0', code: 'unknown-image', message: expect.any(String) };
    const entered = await store(body([id]));
    expect([entered.status, entered.body.errors]).toEqual([422, [fault]]);
    const customer = await stored(body([]));
    const changed = await change(customer.id, customer.version, body([id]));
    expect([changed.status, changed.body.errors]).toEqual([422, [fault]]);
  });

  it('may stand with any person of the customer', async () => {
    const [agent, owner] = [await uploaded(), await uploaded()];
    const documents = (image: string) => [{ type: 'passport', number: 'E99', images: [image] }];
    await stored({
      kind: 'organisation',
      branch: '0001',
      name: '某某有限公司',
      agent: { name: '李雷', authorisation: '授权书', documents: documents(agent) },
      beneficialOwners: [{ name: '王芳', basis: 'shares', since: '2020-01-01', documents: documents(owner) }],
    });
    expect([await status(agent, 'officer'), await status(owner, 'officer')]).toEqual([200, 200]);
  });

  it('stays when its document is replaced, and is listed', async () => {
    const [first, second] = [await uploaded(), await uploaded()];
    const customer = await stored(body([first]));
    const changed = await change(customer.id, customer.version, body([second]));
    expect(changed.status).toBe(200);
    await expire(first);
    expect([await status(first, 'officer'), await status(second, 'officer')]).toEqual([200, 200]);
    const list = await service.as.officer.get(`/api/v1/customers/${customer.id}/document-images`);
    expect((list.body.items as { id: string }[]).map(({ id }) => id)).toEqual([second, first]);
    expect((await service.as.admin.get(`/api/v1/customers/${customer.id}/document-images`)).status).toBe(403);
  });

  it('cannot be taken away or freed by the service', async () => {
    const id = await uploaded();
    await stored(body([id]));
    for (const sql of [
      `DELETE FROM document_image WHERE id = '${id}'`,
      `UPDATE document_image SET customer_id = NULL, bound_at = NULL WHERE id = '${id}'`,
    ])
      await expect(service.db.query(sql)).rejects.toThrow('is kept');
    await expect(service.db.query(`DELETE FROM vault_object WHERE id = '${id}'`)).rejects.toThrow(
      'foreign key',
    );
  });

  it('belongs to one customer when two name it at once', async () => {
    const id = await uploaded();
    const answers = await Promise.all([store(body([id])), store(body([id])), store(body([id]))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it('does not stop an unrelated change of a customer whose archive uses such ids', async () => {
    const customer = await stored(body([]));
    await asOwner(
      `UPDATE customer_document SET images = jsonb_build_array($2::text)
       WHERE customer_id = (SELECT id FROM customer WHERE public_id = $1)`,
      [customer.id, newId()],
    );
    expect((await change(customer.id, customer.version, { name: '王芳芳' })).status).toBe(200);
  });
});

describe('the proof of a verification', () => {
  const verify = (id: string, more: object) =>
    service.as.teller
      .post(`/api/v1/customers/${id}/verifications`)
      .send({ reason: 'doubt', method: 'registry', outcome: 'failed', ...more });

  it('stays with the customer whatever came of it, though no document names it', async () => {
    const { id } = await stored(body([]));
    const [proof, seen] = [await uploaded(), await uploaded()];
    const documents = [{ type: 'passport', number: 'E99990001', images: [seen] }];
    expect((await verify(id, { evidence: [proof, 'archive 7'], documents })).status).toBe(201);
    expect([await status(proof, 'auditor'), await status(seen, 'auditor')]).toEqual([200, 200]);
    // To give the same proof again is no fault.
    expect((await verify(id, { evidence: [proof] })).status).toBe(201);
  });

  it('is the own upload of who verifies, and of no other customer', async () => {
    const [foreign, taken] = [await uploaded('core'), await uploaded()];
    const [{ id }] = [await stored(body([])), await stored(body([taken]))];
    const answer = await verify(id, { evidence: ['archive 7', foreign, taken] });
    expect(answer.status).toBe(422);
    const faults = answer.body.errors as { pointer: string; code: string }[];
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/evidence/1', 'unknown-image'],
      ['/evidence/2', 'unknown-image'],
    ]);
    const list = await service.as.teller.get(`/api/v1/customers/${id}/verifications`);
    expect(list.body.items).toEqual([]);
  });
});

describe('an image that no customer names', () => {
  it('is its uploader’s alone', async () => {
    const id = await uploaded();
    expect(await status(id, 'teller')).toBe(200);
    for (const who of ['officer', 'manager', 'auditor', 'core'] as const)
      expect(await status(id, who)).toBe(404);
    expect(await status('no-id')).toBe(404);
  });

  it('is removed after a day, with what is in the vault, and cannot be named any more', async () => {
    const [old, young] = [await uploaded(), await uploaded()];
    await expire(old);
    expect([await status(old), await status(young)]).toEqual([404, 200]);
    const rows = await service.db.query('SELECT id FROM vault_object WHERE id = ANY($1)', [[old, young]]);
    expect(rows).toEqual([{ id: young }]);
    expect((await store(body([old]))).status).toBe(422);
  });
});
