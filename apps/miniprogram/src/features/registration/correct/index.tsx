import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { labelOf, type Choice } from '@qingpin/contract/core/choices'
import { EDUCATIONS, GENDERS, JOB_TYPES, NURSE_LEVELS, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { RESUME_MAX } from '@qingpin/contract/resumes/resumes.rules'
import { useState } from 'react'
import { useStore } from 'zustand'
import { CallAgency } from '@/app/agency'
import { api } from '@/app/api'
import { DraftChoice } from '@/app/drafts/draft-choice'
import type { Draft } from '@/app/drafts/drafts'
import { FormArea, FormField, FormPicker, FormProblem, FormSheet } from '@/app/form/fields'
import { setValues, showRefusal } from '@/app/form/form'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace } from '@/app/pages'
import { invalidate, mutate } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { MY_RESUME, useMyResume, type MyResume } from '@/features/my-resume'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { PickManySheet } from '@/ui/picker-sheet'
import { toast } from '@/ui/toast'
import { allProblems, type FormValues } from '../register/form-model'
import { linesOf } from '../register/use-other-draft'
import { changesOf, correctionDrafts, valuesOf, type Changes } from './form'
import '../register/register.scss'

const TITLE = '改资料'
const NONE: Choice = { value: '', label: '不填' }
const PICKED = {
  gender: { title: '性别', options: GENDERS },
  jobType: { title: '工作', options: JOB_TYPES },
  education: { title: '学历', options: [NONE, ...EDUCATIONS] },
  maternityNurseLevel: { title: '级别', options: [NONE, ...NURSE_LEVELS] },
} as const
type Picked = keyof typeof PICKED

/** A worker corrects what she registered, until staff has reviewed it. */
function Correct() {
  const query = useMyResume()
  const { resume, editable } = query.data ?? {}
  if (resume && editable) return <CorrectForm resume={resume} />
  return (
    <Screen title={TITLE} query={query} pad={false}>
      {({ resume: hers }) =>
        hers ? (
          <View>
            <Empty
              art="under-review"
              title="经纪人已经看过您的资料"
              text="要改哪里，打电话告诉我们"
              action={{ text: '看我的简历', onTap: () => replace('myResume') }}
            />
            <View className="reg-call">
              <CallAgency kind="sec2">打电话</CallAgency>
            </View>
          </View>
        ) : (
          <Empty
            art="cv"
            title="还没有登记过"
            text="登记好了，哪里写错了再来改"
            action={{ text: '去登记', onTap: () => replace('register') }}
          />
        )
      }
    </Screen>
  )
}

function useCorrection(resume: MyResume, draft: Draft<{ version: number; values: FormValues }>) {
  const [{ base, version }] = useState(() => ({ base: valuesOf(resume), version: resume.version }))
  const [kept] = useState(() => draft.read())
  // What was typed about an older version would undo what came since.
  const form = useForm(base, kept?.version === version ? kept.values : base)
  const choice = useFormDraft(form, {
    draft,
    valueOf: (values) => ({ version, values }),
    linesOf: ({ values }) => linesOf(values),
    use: ({ values }) => setValues(form, values),
  })
  const keyFor = useIdempotencyKey()
  const { submit, busy } = useSubmit(form, {
    check: (values) => allProblems(values, false),
    send: async (values) => {
      const changes = changesOf(base, values)
      if (Object.keys(changes).length > 0) {
        const body = { ...changes, version } as Changes
        await mutate(() => api('PATCH /api/resumes/mine', { body, idempotencyKey: keyFor(body) }), {
          touch: [MY_RESUME, ['home']],
        })
      }
      draft.drop()
      toast(Object.keys(changes).length > 0 ? '改好了' : '没有改动')
      await back()
    },
    onRefusal: (error) => {
      showRefusal(form, error)
      if (isApiError(error) && ['VERSION_CONFLICT', 'RESUME_REVIEWED'].includes(error.code)) invalidate(MY_RESUME)
    },
  })
  return { form, submit, busy, choice }
}

function CorrectForm({ resume }: { readonly resume: MyResume }) {
  const [draft] = useState(() => correctionDrafts.of())
  const { form, submit, busy, choice } = useCorrection(resume, draft)
  const [picking, setPicking] = useState<Picked | 'skills'>()
  const skills = useStore(form, ({ values }) => values.skills)
  const nurse = useStore(form, ({ values }) => values.jobType === 'yuesao')
  const close = () => setPicking(undefined)
  const picker = (name: Picked, placeholder?: string) => (
    <FormPicker
      form={form}
      name={name}
      label={PICKED[name].title}
      words={(value) => labelOf(PICKED[name].options, value)}
      {...(placeholder ? { placeholder } : {})}
      onTap={() => setPicking(name)}
    />
  )
  return (
    <Screen
      title={TITLE}
      foot={
        <FootBar below={<CallAgency>不会改，打电话问</CallAgency>}>
          <Button grow busy={busy} busyText="正在存" onTap={() => void submit()}>
            改好了
          </Button>
        </FootBar>
      }
    >
      <Card pad="rows" title="您是谁">
        <FormField form={form} name="name" look="row" label="姓名" placeholder="身份证上的名字" maxLength={40} />
        {picker('gender')}
        <FormField
          form={form}
          name="age"
          look="row"
          label="年龄"
          placeholder="比如42"
          keyboard="number"
          maxLength={4}
        />
        <FormField
          form={form}
          name="nativePlace"
          look="row"
          label="老家"
          placeholder="比如河南信阳"
          maxLength={RESUME_MAX.nativePlace}
        />
        {picker('education', '可以不选')}
        <FormField
          form={form}
          name="idNumber"
          look="row"
          label="身份证号"
          placeholder="可以不填"
          keyboard="idcard"
          maxLength={24}
        />
      </Card>
      <Card pad="rows" title="做什么">
        {picker('jobType')}
        {nurse ? picker('maternityNurseLevel', '没评过不用选') : null}
        <FormField
          form={form}
          name="experienceYears"
          look="row"
          label="做了几年"
          placeholder="刚入行就写0"
          keyboard="number"
          maxLength={4}
        />
        <FormField
          form={form}
          name="expectedSalary"
          look="row"
          label="一个月"
          placeholder="不填就是面议"
          keyboard="number"
          maxLength={10}
        />
        <PickerRow
          label="会做"
          value={skills.map((skill) => labelOf(SKILLS, skill)).join('、')}
          placeholder="会的都选上"
          onTap={() => setPicking('skills')}
        />
      </Card>
      <Card title="用自己的话说说">
        <FormArea
          form={form}
          name="selfIntroduction"
          placeholder="比如：带过30多个宝宝，会做月子餐"
          maxLength={RESUME_MAX.selfIntroduction}
        />
      </Card>
      <FormProblem form={form} />
      <DraftChoice {...choice} />
      {(Object.keys(PICKED) as Picked[]).map((name) => (
        <FormSheet key={name} form={form} name={name} {...PICKED[name]} open={picking === name} onClose={close} />
      ))}
      <PickManySheet<string>
        open={picking === 'skills'}
        title="会做什么"
        options={SKILLS}
        value={skills}
        onPick={(chosen) => setValues(form, { skills: chosen })}
        onClose={close}
      />
    </Screen>
  )
}

export default guardPage(Correct)
