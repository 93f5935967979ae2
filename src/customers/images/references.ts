import type { Facts } from '../domain/record.js';

/** A reference to an image in the documents of a customer or of a person of the customer's. */
export interface ImageReference {
  /** Where it stands, by RFC 6901. */
  pointer: string;
  id: string;
}

/** The form of our own ids: UUIDs of version 7. What has another form is a reference of the bank's archive. */
const OURS = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

interface WithDocuments {
  documents?: readonly { images?: readonly string[] }[];
}

/** All references in the form of our ids, wherever a customer has documents. */
export function imageReferences(facts: Facts): ImageReference[] {
  const holders: [string, WithDocuments | undefined][] = [
    ['', facts],
    ['/legalRepresentative', facts.legalRepresentative],
    ['/agent', facts.agent],
    ...(facts.beneficialOwners ?? []).map((owner, at): [string, WithDocuments] => [
      `/beneficialOwners/${at}`,
      owner,
    ]),
  ];
  return holders.flatMap(([place, holder]) =>
    (holder?.documents ?? []).flatMap(({ images = [] }, at) =>
      ourReferences(images, `${place}/documents/${at}/images`),
    ),
  );
}

/** Those of a list of references that are in the form of our ids. */
export function ourReferences(references: readonly string[], place: string): ImageReference[] {
  return references.flatMap((reference, index) =>
    OURS.test(reference) ? [{ pointer: `${place}/${index}`, id: reference.toLowerCase() }] : [],
  );
}
