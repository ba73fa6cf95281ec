import type { AlertReason } from '@qingpin/contract/home/alerts.enums'

/** Why a vendor refuses for a reason that only the agency can remove. */
export type RefusalReason = Exclude<AlertReason, 'too-many-reveals' | 'too-many-hits'>

/** Tells operators what a vendor refuses, and when it accepts again. Never waits and never throws. */
export interface VendorAlerts {
  refused(service: string, operation: string, reason: RefusalReason): void
  accepted(service: string, operation: string): void
}
