# What only reads like a name is no passage.
# twin: valid/doubts.ttl
# caught by: Source.notMentions Class
# also: stretch_unexplained

INSERT DATA { <source/diary> elbe:notMentions <person/ida-lund> }
