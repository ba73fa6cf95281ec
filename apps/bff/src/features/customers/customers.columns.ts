import { maskPhone } from '@qingpin/contract/auth/auth.rules'
import { type CreateCustomer, NEEDS } from '@qingpin/contract/customers/customers.fields'
import { maskWechat } from '@qingpin/contract/customers/customers.rules'
import { maskIdNumber } from '@qingpin/contract/resumes/resumes.rules'
import type { z } from 'zod'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { Schema } from '../../schema/schema.ts'

export type CustomerRow = Schema['customers']['$inferSelect']
export type CustomerInput = z.output<typeof CreateCustomer>

/** Stored as they come. */
const PLAIN = [
  'salaryBudget',
  'expectedStartDate',
  'expectedDeliveryDate',
  'homeArea',
  'familySize',
  'serviceDays',
  'restSchedule',
  'address',
  'area',
  'ageRequirement',
  'genderRequirement',
  'originRequirement',
  'educationRequirement',
] as const satisfies (keyof CustomerInput & keyof CustomerRow)[]

/** `CUS` and eleven digits that follow from the row's id. */
export const customerNoOf = (id: string): string =>
  `CUS${String(BigInt(`0x${id}`) % 100_000_000_000n).padStart(11, '0')}`

/** The columns that an input sets. Numbers of people are stored encrypted, hashed and masked. */
export function toColumns(cipher: FieldCipher, input: CustomerInput) {
  const plain = Object.fromEntries(PLAIN.map((key) => [key, input[key] ?? null])) as Pick<
    CustomerRow,
    (typeof PLAIN)[number]
  >
  const needs = Object.fromEntries(NEEDS.flatMap((name) => (input[name] ? [[name, input[name]]] : [])))
  const { phone, wechatId, idCardNumber, dealAmount } = input
  return {
    ...plain,
    name: input.name,
    leadSource: input.leadSource,
    contractStatus: input.contractStatus,
    leadLevel: input.leadLevel,
    serviceCategory: input.serviceCategory ?? input.serviceType ?? null,
    remarks: input.remarks ?? input.notes ?? null,
    dealAmountFen: dealAmount === undefined || dealAmount === null ? null : Math.round(dealAmount * 100),
    needs,
    ...(phone
      ? {
          phoneSealed: cipher.seal('phone', phone),
          phoneHash: cipher.hash('phone', phone),
          phoneLast4: phone.slice(-4),
          phoneMasked: maskPhone(phone),
        }
      : {}),
    ...(wechatId
      ? {
          wechatSealed: cipher.seal('wechatId', wechatId),
          wechatHash: cipher.hash('wechatId', wechatId.toLowerCase()),
          wechatMasked: maskWechat(wechatId),
        }
      : {}),
    ...(idCardNumber
      ? {
          idNumberSealed: cipher.seal('idNumber', idCardNumber),
          idNumberHash: cipher.hash('idNumber', idCardNumber),
          idNumberMasked: maskIdNumber(idCardNumber),
        }
      : {}),
  }
}
export type CustomerColumns = ReturnType<typeof toColumns>
