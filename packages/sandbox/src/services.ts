export const SERVICES = ['wechat', 'sms', 'wxpay', 'deepseek', 'cos', 'oss', 'sts'] as const

/** `sms` and `sts` share Tencent Cloud's API gateway; whatever else is called there counts as `sms`. */
export type Service = (typeof SERVICES)[number]
