import { beijingDay } from '@qingpin/contract/core/days'
import { idCheckDigitOk, idNumberProblem } from '@qingpin/contract/core/identity.rules'
import type { CardBack, CardFront, CardReading } from '../../ports/ocr.port.ts'

export interface CardWarning {
  field: string
  message: string
}

const UNREAD: Record<string, string> = {
  name: '姓名没认出来，请自己填。',
  birthDate: '出生日期没认出来，请自己填。',
  address: '住址没认出来，请自己填。',
  idNumber: '身份证号没认出来，请自己填。',
  validFrom: '签发日期没认出来，请看一下证件。',
}
const unread = (fields: object): CardWarning[] =>
  Object.entries(fields).flatMap(([field, value]) => {
    const message = UNREAD[field]
    return value === null && message !== undefined ? [{ field, message }] : []
  })

function inNumber({ idNumber, birthDate, gender }: CardFront): CardWarning[] {
  if (idNumber === null) return []
  if (idNumberProblem(idNumber) || !idCheckDigitOk(idNumber))
    return [{ field: 'idNumber', message: '身份证号的校验位对不上，请照着证件核对。' }]
  if (idNumber.length !== 18) return []
  const found: CardWarning[] = []
  if (birthDate !== null && birthDate.replaceAll('-', '') !== idNumber.slice(6, 14))
    found.push({ field: 'birthDate', message: '出生日期和身份证号里的不一样，请核对。' })
  if (gender !== null && (gender === 'male') !== (Number(idNumber[16]) % 2 === 1))
    found.push({ field: 'gender', message: '性别和身份证号里的不一样，请核对。' })
  return found
}

function inValidity({ validTo, longTerm }: CardBack, now: number): CardWarning[] {
  if (longTerm) return []
  if (validTo === null) return [{ field: 'validTo', message: '失效日期没认出来，请看一下证件。' }]
  return validTo < beijingDay(now) ? [{ field: 'validTo', message: '这张身份证已经过期，请用新的证件。' }] : []
}

/** Fields that a person should compare with the card. */
export const warningsOf = (reading: CardReading, now: number): CardWarning[] =>
  reading.side === 'front'
    ? [...unread(reading.front), ...inNumber(reading.front)]
    : [...unread(reading.back), ...inValidity(reading.back, now)]
