/** As much of JSON Schema as is needed to know which fields a record may have. */
export interface TargetSchema {
  type?: unknown;
  properties?: Record<string, TargetSchema>;
  required?: readonly string[];
  items?: TargetSchema | boolean;
  allOf?: readonly TargetSchema[];
  anyOf?: readonly TargetSchema[];
  oneOf?: readonly TargetSchema[];
  additionalProperties?: unknown;
}

export interface TargetFields {
  fields: ReadonlyMap<string, TargetSchema>;
  required: ReadonlySet<string>;
}

/** The fields of an object schema, those of its parts included; undefined when it describes no object. */
export function targetFields(schema: TargetSchema): TargetFields | undefined {
  const fields = new Map(Object.entries(schema.properties ?? {}));
  const required = new Set(schema.required);
  for (const part of schema.allOf ?? []) {
    const inner = targetFields(part);
    inner?.fields.forEach((field, name) => fields.set(name, field));
    inner?.required.forEach((name) => required.add(name));
  }
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    targetFields(part)?.fields.forEach((field, name) => fields.set(name, field));
  }
  return fields.size === 0 ? undefined : { fields, required };
}

/** The schema of the items of an array schema. */
export function targetItems(schema: TargetSchema): TargetSchema | undefined {
  if (typeof schema.items === 'object') return schema.items;
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const found = targetItems(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
