import { checkDatabase } from '../../src/bootstrap/external-database.js';
import { createTestDatabase } from '../support/database.js';

describe('a database of the user’s own', () => {
  it('is accepted when it answers', async () => {
    const database = await createTestDatabase();
    try {
      await expect(checkDatabase('DATABASE_URL', database.url)).resolves.toBeUndefined();
    } finally {
      await database.drop();
    }
    await expect(checkDatabase('DATABASE_URL', database.url)).rejects.toThrow(
      /^The database of DATABASE_URL .*does not exist/,
    );
  });

  it.each([
    ['postgresql://bank:s3cret@localhost:1/x', 'The database of DATABASE_OWNER_URL cannot be used: '],
    ['bank:s3cret', 'DATABASE_OWNER_URL is not an address'],
    ['postgresql://bank:s3cret@[/x', 'DATABASE_OWNER_URL is not an address'],
  ])('is refused in a sentence that names the setting and tells no password: %s', async (url, sentence) => {
    const error = await checkDatabase('DATABASE_OWNER_URL', url).catch((caught: Error) => caught);
    expect(error).toMatchObject({ name: 'PlainError', message: expect.stringContaining(sentence) });
    expect((error as Error).message).not.toContain('s3cret');
  });
});
