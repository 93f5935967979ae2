import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable, Tx } from '../../database/transaction.js';
import type { Actor } from '../../http/actor.js';
import { projectRoot } from '../../root.js';
import { checkMappingDefinition } from '../mapping/check.js';
import { compileMapping, MappingError, type ImportMapping } from '../mapping/compile.js';
import type { MappingDefinition } from '../mapping/definition.js';
import { mappingShipped, mappingWrong } from './file-problems.js';
import type { ImportTarget } from './target.js';

/** A mapping as kept: shipped ones are files and have version 0. */
export interface KeptMapping {
  definition: MappingDefinition;
  version: number;
  shipped: boolean;
}

/** Shipped mappings from `rules/import-mappings`, and the bank's own from the database. */
export class Mappings {
  private readonly shipped: ReadonlyMap<string, MappingDefinition>;

  /** Reads and compiles the shipped files of a folder; a faulty one stops the start with its place. */
  constructor(
    private readonly targets: readonly ImportTarget[],
    private readonly zone: string,
    folder = join(projectRoot, 'rules', 'import-mappings'),
  ) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    this.shipped = new Map(
      files.map((file) => {
        try {
          const definition = checkMappingDefinition(JSON.parse(readFileSync(join(folder, file), 'utf8')));
          if (`${definition.name}.json` !== file) throw new Error(`its name is ${definition.name}`);
          this.compile(definition);
          return [definition.name, definition] as const;
        } catch (error) {
          throw new Error(`import mapping ${file}: ${(error as Error).message}`, { cause: error });
        }
      }),
    );
  }

  /** Throws {@link MappingError} for a definition that cannot work. A kind that has no target here is not compiled. */
  compile(definition: MappingDefinition): ImportMapping | undefined {
    const target = this.targets.find(({ kind }) => kind === definition.kind);
    return target && compileMapping(definition, { target: target.schema, zone: this.zone });
  }

  async find(q: Queryable, name: string): Promise<KeptMapping | undefined> {
    const shipped = this.shipped.get(name);
    if (shipped !== undefined) return { definition: shipped, version: 0, shipped: true };
    const [row] = await q.query<{ definition: MappingDefinition; version: number }>(
      'SELECT definition, version FROM import_mapping WHERE name = $1 ORDER BY version DESC LIMIT 1',
      [name],
    );
    return row && { ...row, shipped: false };
  }

  async list(q: Queryable): Promise<KeptMapping[]> {
    const own = await q.query<{ definition: MappingDefinition; version: number }>(
      'SELECT DISTINCT ON (name) definition, version FROM import_mapping ORDER BY name, version DESC',
    );
    const shipped = [...this.shipped.values()].map((definition) => ({
      definition,
      version: 0,
      shipped: true,
    }));
    return [...shipped, ...own.map((row) => ({ ...row, shipped: false }))];
  }

  /** Checks and stores a new version; the same definition again changes nothing. */
  async put(
    tx: Tx,
    actor: Actor,
    name: string,
    body: object,
    now: Date,
  ): Promise<KeptMapping & { changed: boolean }> {
    if (this.shipped.has(name)) throw mappingShipped();
    const definition = this.checked({ ...body, name: (body as { name?: unknown }).name ?? name }, name);
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 20))', [name]);
    const earlier = await this.find(tx, name);
    const text = JSON.stringify(definition);
    const [same] = await tx.query<{ same: boolean }>('SELECT $1::jsonb = $2::jsonb AS same', [
      text,
      earlier === undefined ? 'null' : JSON.stringify(earlier.definition),
    ]);
    if (earlier !== undefined && same!.same) return { ...earlier, changed: false };
    const version = (earlier?.version ?? 0) + 1;
    await tx.query(
      'INSERT INTO import_mapping (name, version, definition, created_at, created_by) VALUES ($1, $2, $3, $4, $5)',
      [name, version, text, now, actor.id],
    );
    return { definition, version, shipped: false, changed: true };
  }

  private checked(body: object, name: string): MappingDefinition {
    try {
      const definition = checkMappingDefinition(body);
      if (definition.name !== name) {
        throw new MappingError([{ pointer: '/name', message: `must be ${name}, as in the address` }]);
      }
      this.compile(definition);
      return definition;
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      throw mappingWrong({
        faults: error.mistakes.map(({ pointer, message }) => ({
          pointer,
          code: 'mapping-mistake',
          message: { en: message, zh: message },
        })),
      });
    }
  }
}
