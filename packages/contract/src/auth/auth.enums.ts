export const DEVICE_KINDS = ['phone', 'tablet', 'computer', 'unknown'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]
