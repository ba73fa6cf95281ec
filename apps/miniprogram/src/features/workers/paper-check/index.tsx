import { CARD_FIELDS } from '@qingpin/contract/resumes/card.rules'
import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { go, useParams } from '@/app/pages'
import { showPictures } from '@/platform/local-file'
import { hasPictureViewer } from '@/platform/show-file'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { FormRow } from '@/ui/form-row'
import { Icon } from '@/ui/icon'
import { PictureView } from '@/ui/picture-view'
import { Screen } from '@/app/shell/screen'
import type { ScreenQuery } from '@/app/shell/screen-state'
import { guardPage } from '@/app/shell/guard-page'
import { Segmented } from '@/ui/segmented'
import { Tap } from '@/ui/tap'
import {
  CARD_LABELS,
  factsOf,
  formatCardValue,
  type Reading,
  wordsFor,
  BackCheck,
  FactCheck,
} from '@/features/registration'
import { useFiles, type ResumeFile } from '@/features/my-resume'
import { valuesOf } from '../resume-form/form-values'
import { useResume, type ResumeDetail } from '../api'
import { useAdopting } from './use-adopting'
import { usePaper, type Paper } from './use-paper'
import './paper-check.scss'

const SIDES = [
  { value: 'idCardFront', label: '有头像的一面' },
  { value: 'idCardBack', label: '有国徽的一面' },
] as const
type Side = (typeof SIDES)[number]['value']

/** The picture of a worker's id card, and below it the values of the card and of the resume. */
function PaperCheck() {
  const { id = '' } = useParams('paperCheck')
  const resume = useResume(id)
  const files = useFiles(id)
  if (resume.data && files.data) return <Check resume={resume.data} files={files.data.files} />
  const waiting: ScreenQuery<unknown> = resume.data ? files : resume
  return (
    <Screen title="证件核对" query={waiting}>
      {null}
    </Screen>
  )
}

function Check({ resume, files }: { readonly resume: ResumeDetail; readonly files: readonly ResumeFile[] }) {
  const [side, setSide] = useState<Side>('idCardFront')
  const file = files.find(({ fileType }) => fileType === side)
  const paper = usePaper(resume.id, file)
  return (
    <Screen
      title={`${resume.name}的证件核对`}
      head={
        <>
          <Segmented options={SIDES} value={side} onChange={setSide} />
          {file ? <Picture paper={paper} /> : null}
        </>
      }
      foot={file ? <Foot paper={paper} /> : undefined}
    >
      {file ? (
        <Findings resume={resume} paper={paper} side={side} />
      ) : (
        <Empty
          art="cv"
          title="这一面还没有照片"
          text="请阿姨拍一张，或在这里帮她传"
          action={{ text: '去传照片', onTap: () => go('workerPapers', { id: resume.id }) }}
        />
      )}
    </Screen>
  )
}

function Picture({ paper: { picture } }: { readonly paper: Paper }) {
  const [viewing, setViewing] = useState(false)
  if (!picture) {
    return (
      <View className="pc-photo pc-photo--none">
        <Icon name="lock" />
        <View className="pc-photo__words">点下面的“看证件”才显示，每次看都记在操作记录里</View>
      </View>
    )
  }
  const enlarge = () => (hasPictureViewer ? showPictures([picture.path], picture.path) : setViewing(true))
  return (
    <>
      <Tap className="pc-photo" label="放大看证件" onTap={enlarge}>
        <Image className="pc-photo__img" src={picture.path} mode="aspectFit" />
      </Tap>
      <PictureView
        pictures={[picture.path]}
        at={viewing ? 0 : undefined}
        title="身份证"
        onTurn={() => undefined}
        onClose={() => setViewing(false)}
      />
    </>
  )
}

function Foot({ paper: { picture, busy, look, read, reading } }: { readonly paper: Paper }) {
  if (!picture) {
    return (
      <FootBar>
        <Button grow icon="eye" busy={busy === 'looking'} busyText="正在取" onTap={() => void look()}>
          看证件
        </Button>
      </FootBar>
    )
  }
  return (
    <FootBar>
      <Button
        grow
        kind={reading ? 'plain' : 'primary'}
        busy={busy === 'reading'}
        busyText="正在读"
        onTap={() => void read()}
      >
        {reading ? '再读一次' : '读出文字，逐项比对'}
      </Button>
    </FootBar>
  )
}

interface FindingsProps {
  readonly resume: ResumeDetail
  readonly paper: Paper
  readonly side: Side
}

function Findings({ resume, paper: { reading, problem }, side }: FindingsProps) {
  const [now] = useState(Date.now)
  return (
    <>
      {problem ? <FieldError {...problem} /> : null}
      {reading ? <Answer reading={reading} resume={resume} side={side} now={now} /> : null}
      {reading ? null : <Current resume={resume} />}
    </>
  )
}

/** The values of the resume, before the card is read. */
function Current({ resume }: { readonly resume: ResumeDetail }) {
  const values = valuesOf(resume)
  return (
    <Card pad="rows" title="简历上写的">
      {CARD_FIELDS.map((field) => (
        <FormRow key={field} label={CARD_LABELS[field]} value={formatCardValue(field, values[field]) || '没填'} />
      ))}
    </Card>
  )
}

interface AnswerProps {
  readonly reading: Reading
  readonly resume: ResumeDetail
  readonly side: Side
  readonly now: number
}

function Answer({ reading, resume, side, now }: AnswerProps) {
  const { busy, problem, adopt } = useAdopting(resume)
  if (reading.kind === 'front') {
    const values = valuesOf(resume)
    return (
      <>
        {side === 'idCardBack' ? <Mixed text="这一格里放的是有头像的一面，两面可能传反了。" /> : null}
        {problem ? <FieldError {...problem} /> : null}
        <Card pad="rows">
          {factsOf(reading.card, reading.warnings, now).map((fact) => (
            <FactCheck
              key={fact.field}
              fact={fact}
              current={values[fact.field]}
              busy={busy === fact.field}
              onAdopt={() => void adopt(fact)}
            />
          ))}
        </Card>
      </>
    )
  }
  if (reading.kind === 'back') {
    return (
      <>
        {side === 'idCardFront' ? <Mixed text="这一格里放的是有国徽的一面，两面可能传反了。" /> : null}
        <BackCheck back={reading.card} now={now} />
      </>
    )
  }
  const words = wordsFor(reading)
  return words ? <Mixed text={`${words.title}。可以对着照片自己看，或请阿姨重拍。`} /> : null
}

function Mixed({ text }: { readonly text: string }) {
  return (
    <View className="pc-mixed" role="status">
      <Icon name="alert" size="s" />
      <View className="pc-mixed__text">{text}</View>
    </View>
  )
}

export default guardPage(PaperCheck)
