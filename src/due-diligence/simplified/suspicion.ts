/**
 * SQL: whether compliance looks into a suspicion about a customer or has followed one: a referral of the front line or
 * what a rule for suspicious behaviour found, unless it was excluded. Nothing that is simplified holds then (CDD
 * Measures 2025, art. 29; Measures for Beneficial Owner Identification 2025, art. 11).
 */
export const suspected = (customer: string): string =>
  `EXISTS (SELECT FROM alert_view a WHERE a.customer_id = ${customer} AND a.kind IN ('suspicious', 'due-diligence')
     AND a.status IN ('open', 'in-review', 'escalated'))`;
