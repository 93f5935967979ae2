export {
  detectEncoding,
  encodingOfCharset,
  EncodingDetector,
  type DetectedEncoding,
  type TextEncodingName,
} from './encoding.js';
export { readCsv, type CsvDelimiter, type CsvOptions } from './csv-reader.js';
export { csvLine, guardFormula, unguardFormula } from './csv-fields.js';
export { readNdjson } from './ndjson-reader.js';
export { DEFAULT_READ_LIMITS, type ReadItem, type ReadLimits, type ReadPosition } from './reader.js';
export {
  describeIntakeProblem,
  intakeProblem,
  intakeProblemCatalogue,
  IntakeFileError,
  type IntakeProblem,
  type IntakeProblemCode,
} from './problems.js';
export type { MappingDefinition } from './mapping/definition.js';
export {
  compileMapping,
  MappingError,
  type ImportMapping,
  type MappedRecord,
  type RowMapper,
} from './mapping/compile.js';
export { escaped as escapedToken } from './mapping/further.js';
export { checkMappingDefinition } from './mapping/check.js';
export type { TargetSchema } from './mapping/target.js';
export {
  createImports,
  type DryIdentity,
  type ImportAudit,
  type ImportKind,
  type ImportParts,
  type ImportTarget,
  type Prepared,
  type RecordProblem,
  type Settled,
} from './engine/index.js';
