/** WeChat's own numbers and words. */
export const wechatErrors = {
  busy: { errcode: -1, errmsg: 'system error' },
  invalidGrantType: { errcode: 40002, errmsg: 'invalid grant_type' },
  invalidAppId: { errcode: 40013, errmsg: 'invalid appid' },
  invalidCode: { errcode: 40029, errmsg: 'invalid code' },
  invalidSecret: { errcode: 40125, errmsg: 'invalid appsecret' },
  codeUsed: { errcode: 40163, errmsg: 'code been used' },
  blocked: { errcode: 40226, errmsg: 'code blocked' },
  appIdMissing: { errcode: 41002, errmsg: 'appid missing' },
  secretMissing: { errcode: 41004, errmsg: 'appsecret missing' },
  codeMissing: { errcode: 41008, errmsg: 'missing code' },
  tooOften: { errcode: 45011, errmsg: 'api minute-quota reach limit, must slower, retry next minute' },
} as const

export type WechatError = keyof typeof wechatErrors
