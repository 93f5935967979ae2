export { Vault, MOST_OBJECT_BYTES, type Opened, type Sealed, type ToSeal } from './vault.js';
export type { SealedText, TextToSeal } from './texts.js';
export type { KeyContext, KeyPort } from './key-port.js';
export { CannotOpen } from './cipher.js';
export { FileKeys } from './file-keys.js';
export {
  addMasterKey,
  createMasterKeys,
  MasterKeyFileError,
  readMasterKeys,
  removeMasterKeys,
} from './master-key-file.js';
export { masterKeyPath, prepareMasterKeys } from './setup.js';
export { RecordKeys } from './record-keys.js';
export { destroyRecordKeys, keysByMaster, moveObjects, newRecordKey, rewrapRecordKeys } from './rotation.js';
export { noMasterKey, objectDamaged, objectDestroyed, objectTooLarge } from './problems.js';
