export { creditHandlers } from './credits.routes.ts'
export { type Balance, balanceOf, gift, hold, purchase, settle, SIGN_UP_GIFT } from './ledger.service.ts'
export { bonusOf, type CreditPackage, findPackage, giveBonus } from './packages.rules.ts'
