/** A believable mix of new transactions: mostly small, one in five hundred large, one in fifty in dollars. */
export function makeTransactions(
  count: number,
  customers: number,
  start: number,
  day = '2026-03-30',
): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, i) => {
    const n = start + i;
    const spread = (n * 2_654_435_761) % 4_294_967_296;
    const minute = n % 1_440;
    return {
      source: 'bench',
      reference: `R${n}`,
      customerNumber: `B${spread % customers}`,
      bookedAt: `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`,
      direction: n % 2 === 0 ? 'in' : 'out',
      amount: n % 500 === 0 ? '600000.00' : `${1 + (spread % 4_000)}.${String(n % 100).padStart(2, '0')}`,
      currency: n % 50 === 0 ? 'USD' : 'CNY',
      method: n % 10 === 0 ? 'cash' : 'transfer',
      channel: 'mobile',
      counterparty: {
        name: '张三',
        accountNumber: `62220200${spread % 100_000}`,
        institutionCode: '102100099996',
      },
      purpose: '货款',
    };
  });
}
