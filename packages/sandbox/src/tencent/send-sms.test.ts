import { describe, expect, it } from 'vitest'
import { aSandbox, sendSms, start, statusOf } from '../test-sandbox.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

describe('SendSms', () => {
  it('answers number by number and stores the rendered text in the outbox', async () => {
    const sandbox = aSandbox()
    const { Response } = await sendSms(sandbox, { body: { SessionContext: 'login' } })
    expect(Response.SendStatusSet).toEqual([
      {
        SerialNo: expect.stringMatching(/^2028:[0-9a-f]{20}$/),
        PhoneNumber: '+8613800000001',
        Fee: 1,
        SessionContext: 'login',
        Code: 'Ok',
        Message: 'send success',
        IsoCode: 'CN',
      },
    ])
    expect(sandbox.control.sms.outbox('13800000001')).toEqual([
      {
        id: 1,
        phone: '+8613800000001',
        templateId: '1001',
        params: ['482913', '5'],
        text: '【轻聘】您的验证码为482913，5分钟内有效，请勿告诉他人。',
        code: '482913',
        at: start,
      },
    ])
  })

  it('fails one bad number among good ones alone, so each status must be read', async () => {
    const sandbox = aSandbox()
    const { Response } = await sendSms(sandbox, {
      body: { PhoneNumberSet: ['+8613800000001', '12345', '008613800000002', '+14155550100'] },
    })
    expect(Response.SendStatusSet?.map((status) => [status.PhoneNumber, status.Code])).toEqual([
      ['+8613800000001', 'Ok'],
      ['12345', 'InvalidParameterValue.IncorrectPhoneNumber'],
      ['+8613800000002', 'Ok'],
      ['+14155550100', 'Ok'],
    ])
    expect(sandbox.control.sms.outbox()).toHaveLength(3)
  })

  it.each([
    [{ SignName: '别家' }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    [{ SignName: undefined }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    [{ TemplateId: '9999' }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    [
      { TemplateId: '1002', TemplateParamSet: ['只有一个'] },
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
    ],
    [{ TemplateParamSet: ['482913'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    [{ TemplateParamSet: ['482913', '5', '多的'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    [{ TemplateParamSet: ['482913', ' '] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    [{ TemplateParamSet: ['1234567890123', '5'] }, 'InvalidParameterValue.TemplateParameterLengthLimit'],
    [{ SmsSdkAppId: '1' }, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
    [{ PhoneNumberSet: [] }, 'MissingParameter'],
    [{ PhoneNumberSet: '+8613800000001' }, 'InvalidParameter'],
    [{ TemplateId: undefined }, 'MissingParameter'],
    [{ PhoneNumberSet: Array.from({ length: 201 }, () => '+8613800000001') }, 'LimitExceeded.PhoneNumberCountLimit'],
  ])('refuses %j as %s and sends nothing', async (body, code) => {
    const sandbox = aSandbox()
    expect(statusOf(await sendSms(sandbox, { body }))).toBe(code)
    expect(sandbox.control.sms.outbox()).toEqual([])
  })

  it.each([
    [{ 'x-tc-action': 'PullSmsSendStatus' }, 'InvalidAction'],
    [{ 'x-tc-version': '2019-07-11' }, 'NoSuchVersion'],
    [{ 'x-tc-region': 'ap-shanghai' }, 'UnsupportedRegion'],
  ])('refuses the headers %j as %s', async (headers, code) => {
    expect(statusOf(await sendSms(aSandbox(), { headers }))).toBe(code)
  })

  it('refuses a signed body that is not JSON as an invalid parameter', async () => {
    expect(statusOf(await sendSms(aSandbox(), { body: '{"PhoneNumberSet": [' }))).toBe('InvalidParameter')
  })

  it('renders a known template with its own text', async () => {
    const sandbox = aSandbox()
    await sendSms(sandbox, { body: { TemplateId: '1002', TemplateParamSet: ['王阿姨', '明天上午10点'] } })
    expect(sandbox.control.sms.outbox()[0]).toMatchObject({
      text: '【轻聘】王阿姨您好，面试在明天上午10点。',
      code: null,
    })
  })
})

describe('the limits of SendSms', () => {
  it('refuse a second message within thirty seconds, and do not count the refused one', async () => {
    const sandbox = aSandbox()
    await sendSms(sandbox)
    sandbox.control.clock.advance(29 * second)
    expect(statusOf(await sendSms(sandbox))).toBe('LimitExceeded.PhoneNumberThirtySecondLimit')
    expect(statusOf(await sendSms(sandbox, { body: { PhoneNumberSet: ['+8613800000002'] } }))).toBe('Ok')
    sandbox.control.clock.advance(second)
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })

  it('refuse the sixth message within an hour until the first is an hour old', async () => {
    const sandbox = aSandbox()
    for (let count = 0; count < 5; count++) {
      expect(statusOf(await sendSms(sandbox))).toBe('Ok')
      sandbox.control.clock.advance(minute)
    }
    expect(statusOf(await sendSms(sandbox))).toBe('LimitExceeded.PhoneNumberOneHourLimit')
    sandbox.control.clock.fix(start + hour)
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })

  it('refuse the eleventh message of a day until midnight in Beijing', async () => {
    const sandbox = aSandbox()
    sandbox.control.clock.fix(Date.parse('2026-11-20T00:00:00+08:00'))
    for (let count = 0; count < 10; count++) {
      expect(statusOf(await sendSms(sandbox))).toBe('Ok')
      sandbox.control.clock.advance(hour)
    }
    sandbox.control.clock.fix(Date.parse('2026-11-20T23:59:59+08:00'))
    expect(statusOf(await sendSms(sandbox))).toBe('LimitExceeded.PhoneNumberDailyLimit')
    sandbox.control.clock.advance(second)
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })

  it('can be switched off, for load tests', async () => {
    const sandbox = aSandbox()
    sandbox.control.sms.settings({ limits: false })
    for (let count = 0; count < 20; count++) expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })
})

describe('the blacklist of SendSms', () => {
  it('refuses a number until it is removed from the list', async () => {
    const sandbox = aSandbox()
    expect(sandbox.control.sms.blacklist('13800000001')).toBe(true)
    expect(statusOf(await sendSms(sandbox))).toBe('FailedOperation.PhoneNumberInBlacklist')
    sandbox.control.sms.blacklist('13800000001', false)
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })
})

describe('the gateway', () => {
  it.each(['/', '/tc3', '/tc3/'])('is reached at %s, because the SDK knows no path prefix', async (path) => {
    expect(statusOf(await sendSms(aSandbox(), { path }))).toBe('Ok')
  })

  it('stops at the daily limit of the application, and goes on the next day in Beijing', async () => {
    const sandbox = aSandbox()
    sandbox.control.sms.settings({ appDaily: 2 })
    const send = async (phone: string) => statusOf(await sendSms(sandbox, { body: { PhoneNumberSet: [phone] } }))
    expect(await send('13800000001')).toBe('Ok')
    expect(await send('13800000002')).toBe('Ok')
    expect(await send('13800000003')).toBe('LimitExceeded.AppMainlandChinaDailyLimit')
    sandbox.control.clock.advance(24 * hour)
    expect(await send('13800000003')).toBe('Ok')
  })
})
