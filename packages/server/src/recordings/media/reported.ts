import { z } from 'zod'

/** The part of ffprobe's JSON that is read here; everything is optional that some container leaves out. */
const SideData = z.array(z.object({ rotation: z.number().optional() }))

export const ReportedStream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  profile: z.string().optional(),
  extradata_hash: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  pix_fmt: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  sample_rate: z.string().optional(),
  channels: z.number().optional(),
  duration: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: SideData.optional(),
})
export type ReportedStream = z.infer<typeof ReportedStream>

export const Reported = z.object({
  streams: z.array(ReportedStream).default([]),
  format: z.object({
    format_name: z.string(),
    duration: z.string().optional(),
    bit_rate: z.string().optional(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
  frames: z.array(z.object({ side_data_list: SideData.optional() })).optional(),
})
export type Reported = z.infer<typeof Reported>
