import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LegalBasis } from '../../api/rule-types.js';
import { Missing } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';

/** The instruments and articles a rule stands on. */
export function LegalBasisText({ basis = [] }: { basis?: LegalBasis[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (basis.length === 0) return <Missing />;
  const byInstrument = new Map<string, string[]>();
  for (const item of basis) {
    const instrument = format.text(item.instrument);
    const articles = byInstrument.get(instrument) ?? [];
    if (item.article) articles.push(articleText(item.article, t));
    byInstrument.set(instrument, articles);
  }
  return (
    <ul className="bare-list">
      {[...byInstrument].map(([instrument, articles]) => (
        <li key={instrument}>
          {instrument} {articles.join(t('rules.articleSeparator'))}
        </li>
      ))}
    </ul>
  );
}

/** `5(1)` as an article is cited in the reader's language. */
function articleText(article: string, t: TFunction): string {
  const match = /^(\d+)(?:\((\d+)\))?$/.exec(article);
  if (!match) return article;
  return t(match[2] ? 'rules.articleItem' : 'rules.article', { article: match[1], item: match[2] });
}
