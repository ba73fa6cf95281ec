export { bonusOf, giveBonus } from './credits.service.ts'
export { type Balance, balanceOf, capture, hold, purchase } from './ledger.service.ts'
export { findPackage } from './packages.rules.ts'
