import { useTranslation } from 'react-i18next';
import type { CustomerImage } from '../../api/image-types.js';
import type { Customer, IdentityDocument } from '../../api/customer-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { Day, Term, useTerm } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { useCustomerImages } from '../document-images/queries.js';
import { isImageId } from '../document-images/sources.js';
import { Thumbnail } from '../document-images/thumbnail.js';
import { Masked } from './masked.js';

/** The customer's documents with their scans, and the scans that belong to none of them any more. */
export function DocumentsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: images } = useCustomerImages(customer.id);
  const documents = customer.documents ?? [];
  const named = new Set(documents.flatMap((d) => d.images ?? []));
  const others = (images ?? []).filter(({ id }) => !named.has(id));
  return (
    <Panel title={t('customers.documents')}>
      {documents.length === 0 ? (
        <Notice compact title={t('customers.noDocuments')} />
      ) : (
        <ul className="plain-list">
          {documents.map((d) => (
            <li key={d.type + d.number}>
              <DocumentLine document={d} images={images} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 ? (
        <>
          <h3 className="scans-title">{t('images.others')}</h3>
          <div className="scans">
            {others.map((image) => (
              <Thumbnail
                key={image.id}
                id={image.id}
                mediaType={image.mediaType}
                label={t('images.uploadedOn', { day: format.instant(image.uploadedAt) })}
              />
            ))}
          </div>
        </>
      ) : null}
    </Panel>
  );
}

function DocumentLine({
  document: d,
  images,
}: {
  document: IdentityDocument;
  images: CustomerImage[] | undefined;
}) {
  const { t } = useTranslation();
  const term = useTerm();
  const today = dayOf(new Date());
  const types = new Map(images?.map(({ id, mediaType }) => [id, mediaType]));
  // Images wait for the list, which tells a picture from a PDF.
  const known = images ? (d.images ?? []).filter(isImageId) : [];
  const label = t('images.of', { document: term('documentType', d.type) });
  return (
    <div>
      <div>
        <Term table="documentType" value={d.type} />{' '}
        {d.validUntil && d.validUntil < today ? (
          <Tag tone="danger">{t('customers.document.expired')}</Tag>
        ) : null}
      </div>
      <Masked value={d.number} />
      <span className="cell-sub">
        {d.longTerm ? (
          t('customers.document.longTerm')
        ) : (
          <>
            {t('customers.document.validUntil')} <Day value={d.validUntil} />
          </>
        )}
      </span>
      {known.length > 0 ? (
        <div className="scans">
          {known.map((id, index) => (
            <Thumbnail
              key={id}
              id={id}
              mediaType={types.get(id)}
              label={t('images.numbered', { label, number: index + 1 })}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}
