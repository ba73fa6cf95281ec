/** An amount as people write it: `¥28`, or with `cents` always `¥28.00`. */
export const yuan = (amountFen: number, { cents = false } = {}): string =>
  cents || amountFen % 100 !== 0 ? `¥${(amountFen / 100).toFixed(2)}` : `¥${amountFen / 100}`
