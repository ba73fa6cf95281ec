export const services = ['wechat', 'sms', 'wxpay', 'deepseek'] as const

/** `sms` is Tencent Cloud's API gateway, whichever action is called there. */
export type Service = (typeof services)[number]
