import type { Day, Tx } from '../platform/index.js';
import type { Alerts, AlertToRaise } from '../alerts/index.js';
import type { Movement } from '../transactions/index.js';

/** Rule id of the alert that monitoring raises about itself when a rate is missing. */
export const MISSING_RATE = 'operational-missing-rate';

interface Missing {
  kind: 'safe-monthly' | 'central-parity';
  currency: string;
  /** The month, or the day, the rate is missing for. */
  period: string;
  asOf: Day;
}

function missingOf({ currency, rateCny, rateUsd, businessDate }: Movement): Missing[] {
  const list: Missing[] = [];
  if (currency !== 'CNY' && rateUsd === null)
    list.push({ kind: 'safe-monthly', currency, period: businessDate.slice(0, 7), asOf: businessDate });
  if (rateCny === null)
    list.push({ kind: 'central-parity', currency, period: businessDate, asOf: businessDate });
  return list;
}

export function missingRateEpisode({
  kind,
  currency,
  period,
}: Pick<Missing, 'kind' | 'currency' | 'period'>): string {
  return `${kind} ${currency} ${period}`;
}

/**
 * What cannot be converted cannot be tested against a limit: says so, once per rate and period. The movement itself
 * is stored, and evaluated when the rate arrives.
 */
export async function raiseMissingRates(
  tx: Tx,
  alerts: Alerts,
  movements: readonly Movement[],
  today: Day,
): Promise<void> {
  const missing = new Map<string, Missing>();
  for (const movement of movements)
    for (const entry of missingOf(movement)) missing.set(missingRateEpisode(entry), entry);
  if (missing.size === 0) return;
  const standing = await tx.query<{ episode: string }>(
    "SELECT episode FROM alert_view WHERE rule_id = $1 AND customer_id IS NULL AND episode = ANY($2::text[]) AND status <> 'withdrawn'",
    [MISSING_RATE, [...missing.keys()]],
  );
  for (const { episode } of standing) missing.delete(episode);
  await alerts.raise(
    tx,
    [...missing]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([episode, entry]) => toAlert(episode, entry, today)),
  );
}

function toAlert(episode: string, { kind, currency, period, asOf }: Missing, today: Day): AlertToRaise {
  return {
    kind: 'operational',
    ruleId: MISSING_RATE,
    ruleVersion: 1,
    customerId: null,
    asOf,
    direction: null,
    episode,
    severity: 'high',
    measures: { kind, currency, period },
    explanation: {
      en: `The ${kind === 'safe-monthly' ? 'SAFE monthly' : 'central parity'} rate of ${currency} for ${period} is missing. Transactions in ${currency} are stored and wait for it; enter it under exchange rates.`,
      zh: `缺少 ${currency} 在 ${period} 的${kind === 'safe-monthly' ? '外汇局月度折算率' : '人民币汇率中间价'}。相关交易已保存并等待折算，请在“汇率”中补录。`,
    },
    dueOn: today,
    dueOnEstimated: false,
  };
}
