/** WeChat's own numbers and words. */
export const wechatErrors = {
  busy: { errcode: -1, errmsg: 'system error' },
  invalidToken: { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' },
  invalidGrantType: { errcode: 40002, errmsg: 'invalid grant_type' },
  invalidOpenid: { errcode: 40003, errmsg: 'invalid openid' },
  invalidAppId: { errcode: 40013, errmsg: 'invalid appid' },
  invalidCode: { errcode: 40029, errmsg: 'invalid code' },
  invalidSecret: { errcode: 40125, errmsg: 'invalid appsecret' },
  codeUsed: { errcode: 40163, errmsg: 'code been used' },
  blocked: { errcode: 40226, errmsg: 'code blocked' },
  tokenMissing: { errcode: 41001, errmsg: 'access_token missing' },
  appIdMissing: { errcode: 41002, errmsg: 'appid missing' },
  secretMissing: { errcode: 41004, errmsg: 'appsecret missing' },
  codeMissing: { errcode: 41008, errmsg: 'missing code' },
  tokenExpired: { errcode: 42001, errmsg: 'access_token expired' },
  postNeeded: { errcode: 43002, errmsg: 'require POST method' },
  emptyBody: { errcode: 44002, errmsg: 'empty post data' },
  contentTooLong: { errcode: 45002, errmsg: 'content size out of limit' },
  dailyQuota: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
  tooOften: { errcode: 45011, errmsg: 'api minute-quota reach limit, must slower, retry next minute' },
  badJson: { errcode: 47001, errmsg: 'data format error' },
  invalidArgs: { errcode: 40097, errmsg: 'invalid args' },
  notSeenLately: { errcode: 61010, errmsg: 'code is expired' },
  risky: { errcode: 87014, errmsg: 'risky content' },
} as const

export type WechatError = keyof typeof wechatErrors
