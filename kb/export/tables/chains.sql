-- Who stands between the source and each speaker, the source's own voice first.
CREATE INDEX by_reported ON utterances (reports);
CREATE INDEX by_utterance ON speakers (utterance);
WITH RECURSIVE tellers (utterance, step, teller) AS (
  SELECT utterance, 0, utterance FROM utterances
  UNION ALL
  SELECT tellers.utterance, step + 1, utterances.utterance
  FROM tellers JOIN utterances ON utterances.reports = tellers.teller
),
voices AS (
  SELECT utterance, group_concat(speaker_label, ' and ') AS voice
  FROM (SELECT utterance, speaker_label FROM speakers ORDER BY utterance, speaker_label) GROUP BY utterance
),
chains AS (
  SELECT utterance, group_concat(voice, ' ← ') AS chain
  FROM (
    SELECT tellers.utterance AS utterance, voice
    FROM tellers JOIN voices ON voices.utterance = tellers.teller ORDER BY tellers.utterance, step DESC
  )
  GROUP BY utterance
)
UPDATE stances SET chain = chains.chain FROM chains WHERE chains.utterance = stances.utterance;
