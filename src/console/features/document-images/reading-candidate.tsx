import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reading, ReadingConfidence } from '../../api/image-types.js';
import { CountryName } from '../../components/country-name.js';
import { Facts } from '../../components/facts.js';
import { Tag, type Tone } from '../../components/tag.js';
import { Day, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';

const tones: Record<ReadingConfidence, Tone> = {
  checked: 'success',
  repaired: 'warning',
  unchecked: 'warning',
};

/** What a photo may show, and in plain words how far to trust it. */
export function ReadingCandidate({ reading, onTake }: { reading: Reading; onTake: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { confidence } = reading;
  const kind = reading.type === 'unified-social-credit' ? 'organisation' : 'individual';
  return (
    <section className="reading-candidate" aria-label={t('images.read.candidate')}>
      <Tag tone={tones[confidence]}>{t(`images.read.confidence.${confidence}.name`)}</Tag>
      <p>{t(`images.read.confidence.${confidence}.text`)}</p>
      <Facts
        narrow
        facts={[
          { name: t('customers.document.type'), value: <Term table="documentType" value={reading.type} /> },
          reading.number && {
            name: t('customers.document.number'),
            value: <span className="mono reading-number">{reading.number}</span>,
          },
          reading.name && { name: t(`customers.create.nameLabel.${kind}`), value: reading.name },
          reading.nameLatin && { name: t('customers.nameLatin'), value: reading.nameLatin },
          reading.gender && {
            name: t('customers.gender'),
            value: <Term table="gender" value={reading.gender} />,
          },
          reading.dateOfBirth && {
            name: t('customers.dateOfBirth'),
            value: <Day value={reading.dateOfBirth} />,
          },
          reading.nationality && {
            name: t('customers.nationality'),
            value: <CountryName code={reading.nationality} />,
          },
          reading.longTerm
            ? { name: t('customers.create.validity'), value: t('customers.document.longTerm') }
            : reading.validUntil && {
                name: t('customers.document.validUntil'),
                value: <Day value={reading.validUntil} />,
              },
        ].map((fact) => fact || null)}
      />
      {reading.findings.map((finding) => (
        <div key={finding.code} className="finding">
          <Tag tone={finding.severity === 'error' ? 'danger' : 'warning'}>
            {t(finding.severity === 'error' ? 'reports.error' : 'reports.warning')}
          </Tag>{' '}
          <span>{format.text(finding.message)}</span>
        </div>
      ))}
      <Button type="primary" onClick={onTake}>
        {t('images.read.take')}
      </Button>
    </section>
  );
}
