#!/bin/sh
# The documents of one quarter: review.sh PROJECT DAY [options of 'review-kit run']
# DAY is the last day of the quarter. Ends with the exit code of the run.
umask 077
[ $# -ge 2 ] || { echo "usage: review.sh PROJECT YYYY-MM-DD [OPTIONS]" >&2; exit 1; }
project=$1 day=$2
shift 2
review_kit=${REVIEW_KIT:-/opt/review-kit/bin/review-kit}   # cron has no PATH to find it in
export LANG=C.UTF-8
cd "$project" || exit 1
mkdir -p reports
"$review_kit" run --as-of "$day" --json "$@" > "reports/$day.json"
code=$?
case $code in
  0) "$review_kit" site --json > /dev/null || exit ;;
  2) echo "The exports have too many faults: open $project/reports/validation.html" >&2 ;;
  3) echo "Some documents failed: open the summary.html that $project/reports/$day.json names" >&2 ;;
  *) echo "The run ended with code $code: see 'error' in $project/reports/$day.json" >&2 ;;
esac
exit $code
