/** The most that the fields of a resume take: characters of a text, items of a list, or a number in the field's unit. */
export const RESUME_MAX = {
  experienceYears: 60,
  /** Yuan a month. */
  expectedSalary: 1_000_000,
  /** Centimetres. */
  height: 260,
  /** 斤, half kilograms. */
  weight: 600,
  nativePlace: 100,
  selfIntroduction: 2000,
  recommendationReason: 1000,
  certificatesText: 1000,
  familySituation: 1000,
  internalEvaluation: 2000,
  wechat: 100,
  address: 200,
  ethnicity: 40,
  emergencyContactName: 40,
  skills: 30,
  serviceAreas: 30,
  serviceArea: 40,
  workExperiences: 50,
} as const
export const RESUME_MIN = { height: 50, weight: 20 } as const

/** Characters of the texts of a work experience. */
export const WORK_MAX = {
  description: 2000,
  orderNumber: 60,
  district: 60,
  customerName: 40,
  customerReview: 1000,
} as const

/** How many evaluations a detail shows, the newest ones. */
export const EVALUATIONS_SHOWN = 10
/** The period, in days, that counts as recent in the stats. */
export const RECENT_DAYS = 7
