export const SERVICES = ['wechat', 'sms', 'wxpay', 'deepseek', 'cos', 'oss', 'sts'] as const

/** `sms` and `sts` share Tencent Cloud's API gateway; other actions of the gateway count as `sms`. */
export type Service = (typeof SERVICES)[number]
