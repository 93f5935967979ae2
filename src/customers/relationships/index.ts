export { keepDeclared, type OnRelationshipsChanged } from './declared.js';
export { relationshipMerge } from './merge.js';
export { relationshipRoutes } from './routes.js';
export { Relationships, type RelationshipParts } from './service.js';
export { documentsOf, type StatedDocument } from './domain/stated.js';
export {
  bodyTypes,
  controlMeans,
  relationshipTypes,
  type BodyType,
  type ControlMeans,
  type RelationshipType,
} from './domain/types.js';
