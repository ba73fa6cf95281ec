export interface CreditPackage {
  id: string
  credits: number
  amountFen: number
  /** Added to the first purchase of a person. */
  firstBonus: number
  recommended: boolean
}

export const CREDIT_PACKAGES: readonly CreditPackage[] = [
  { id: 'credits-100', credits: 100, amountFen: 1000, firstBonus: 0, recommended: false },
  { id: 'credits-300', credits: 300, amountFen: 2800, firstBonus: 60, recommended: true },
  { id: 'credits-800', credits: 800, amountFen: 6800, firstBonus: 0, recommended: false },
]

export const findPackage = (id: string): CreditPackage | undefined => CREDIT_PACKAGES.find((one) => one.id === id)
