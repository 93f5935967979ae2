import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../platform/index.js';
import type { RequirementFile } from './domain/types.js';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** What must be registered of whom, from `rules/due-diligence/requirements.json`. Throws when the file is not sound. */
export function loadRequirements(
  path = join(projectRoot, 'rules/due-diligence/requirements.json'),
): RequirementFile {
  const content = read(path);
  const schema = read(join(projectRoot, 'rules/schema/requirements.schema.json')) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile<RequirementFile>(schema);
  if (!validate(content)) {
    const [first] = validate.errors ?? [];
    throw new Error(`${path}: ${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`);
  }
  const named = [
    ...content.requirements,
    ...content.approvals,
    content.barsSimplified,
    content.expiry,
    content.documents,
    content.names.anonymous,
    content.names.persons,
  ].flatMap(({ basis }) => basis.map(({ instrument }) => instrument));
  const unknown = named.find((instrument) => !(instrument in content.instruments));
  if (unknown !== undefined) throw new Error(`${path}: there is no instrument ${unknown}`);
  return content;
}
